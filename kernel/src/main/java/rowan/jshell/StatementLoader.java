package rowan.jshell;

/**
 * Loads one class, that of some statements, so that it goes when nothing refers to it any more. To the virtual machine it is
 * in another package than the classes of cells then; {@link StatementReach} has it use what those keep within theirs.
 */
final class StatementLoader extends ClassLoader {

    StatementLoader(CellClassLoader cells) {
        super(CellClassLoader.NAME, cells);
        setPackageAssertionStatus(CellClassLoader.PACKAGE, true);
    }

    Class<?> define(String name, byte[] code) {
        return defineClass(name, code, 0, code.length);
    }
}
