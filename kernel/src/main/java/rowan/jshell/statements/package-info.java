/**
 * Compiles the statements of a cell together. Open {@link rowan.jshell.statements.StatementCompiler} first. Knows the syntax and
 * the declarations.
 */
package rowan.jshell.statements;
