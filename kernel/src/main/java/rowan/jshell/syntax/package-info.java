/**
 * The text of Java cells: where statements begin and end, which names they use. Open {@link
 * rowan.jshell.syntax.JavaStatements} first. Knows nobody.
 */
package rowan.jshell.syntax;
