package rowan.jshell.statements;

import java.util.Map;

/**
 * Statements, compiled.
 *
 * @param className of the class that has them in its static method {@link StatementCompiler#METHOD}
 * @param firstLine the line of that class on which they begin, from 1
 * @param hasValue whether the method's result is the value of a last expression
 * @param receivers the expressions whose members it uses
 */
public record CompiledStatements(
        String className, Map<String, byte[]> classes, int firstLine, boolean hasValue, Receivers receivers) {}
