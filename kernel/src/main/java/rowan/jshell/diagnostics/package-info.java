/**
 * What the Java compiler and running code complain about, in the words of the cell. Open {@link
 * rowan.jshell.diagnostics.JavaProblems} first. Knows the cell and the syntax.
 */
package rowan.jshell.diagnostics;
