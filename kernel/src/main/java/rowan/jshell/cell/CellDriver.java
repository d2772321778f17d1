package rowan.jshell.cell;

import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.logging.Logger;

/**
 * What {@link DriverManager} finds first when a cell, or a library of a cell, asks for a connection: it gives that of the
 * real driver, the cell's own or Rowan's, with the statements recorded. It answers nobody else.
 */
public final class CellDriver implements Driver {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static boolean installed;

    private final Predicate<Class<?>> isOfCells;

    private CellDriver(Predicate<Class<?>> isOfCells) {
        this.isOfCells = isOfCells;
    }

    /**
     * Once for the virtual machine, before any driver of a cell.
     *
     * @param isOfCells whether a class is a cell's, or that of a library which a cell has added
     */
    public static synchronized void install(Predicate<Class<?>> isOfCells) {
        if (installed) {
            return;
        }
        try {
            DriverManager.registerDriver(new CellDriver(isOfCells));
            installed = true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Driver> real(String url) throws SQLException {
        boolean isCalledByCell =
                STACK.walk(frames -> frames.map(StackFrame::getDeclaringClass).anyMatch(isOfCells));
        return isCalledByCell ? CellContext.ofCaller().services().databases().driver(url) : Optional.empty();
    }

    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        Optional<Driver> real = real(url);
        return real.isPresent() ? real.get().connect(url, settings) : null;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real(url).isPresent();
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties settings) throws SQLException {
        Optional<Driver> real = real(url);
        return real.isPresent() ? real.get().getPropertyInfo(url, settings) : new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    /** It promises no more than the drivers behind it keep, and those are not known here. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged by java.util.logging");
    }
}
