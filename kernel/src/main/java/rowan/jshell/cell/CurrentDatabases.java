package rowan.jshell.cell;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import rowan.model.table.ResultTable;
import rowan.workspace.contract.Databases;

/** The database of whichever cell calls. */
final class CurrentDatabases implements Databases {

    private static Databases databases() {
        return CellContext.ofCaller().services().databases();
    }

    @Override
    public Connection connection() {
        return databases().connection();
    }

    @Override
    public DataSource dataSource() {
        return databases().dataSource();
    }

    @Override
    public ResultTable query(String sql, Object... parameters) throws SQLException {
        return databases().query(sql, parameters);
    }

    @Override
    public long steps(String sql, Object... parameters) throws SQLException {
        return databases().steps(sql, parameters);
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        return databases().update(sql, parameters);
    }

    @Override
    public long insert(String table, Object rows) throws SQLException {
        return databases().insert(table, rows);
    }

    @Override
    public <T> T transaction(Callable<T> work) throws Exception {
        return databases().transaction(work);
    }

    @Override
    public void transaction(TransactionBody work) throws Exception {
        databases().transaction(work);
    }

    @Override
    public <A> SqlFunction function(String name, Function<A, ?> body) throws SQLException {
        return databases().function(name, body);
    }

    @Override
    public <A, B> SqlFunction function(String name, BiFunction<A, B, ?> body) throws SQLException {
        return databases().function(name, body);
    }

    @Override
    public SqlFunction functionOfMany(String name, Function<Object[], ?> body) throws SQLException {
        return databases().functionOfMany(name, body);
    }

    @Override
    public Optional<Driver> driver(String url) throws SQLException {
        return databases().driver(url);
    }

    @Override
    public String toString() {
        return "the current database";
    }
}
