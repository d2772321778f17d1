/**
 * Java cells: the language that a workspace runs, over one engine. Open {@link rowan.jshell.JavaLanguage} first. Each trade has
 * a package of its own; {@link rowan.jshell.engine.JavaEngine} brings them together.
 */
package rowan.jshell;
