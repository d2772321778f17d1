package rowan.jshell.classes;

import rowan.jshell.internals.CellClassName;

/**
 * Loads one class, that of some statements, so that it goes when nothing refers to it any more. To the virtual machine it is
 * in another package than the classes of cells then; {@link PackagePrivateAccess} has it use what those keep within theirs.
 */
final class StatementLoader extends ClassLoader {

    /**
     * @param cells loads the classes of cells; in stack traces, this one is called as that is
     */
    StatementLoader(ClassLoader cells) {
        super(cells.getName(), cells);
        setPackageAssertionStatus(CellClassName.PACKAGE, true);
    }

    Class<?> define(String name, byte[] code) {
        return defineClass(name, code, 0, code.length);
    }
}
