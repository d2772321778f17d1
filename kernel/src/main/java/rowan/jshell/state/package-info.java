/**
 * Values of variables and statics that outlive the class they stood in. Open {@link rowan.jshell.state.Versions} first. Knows the
 * syntax, the snippets and the diagnostics.
 */
package rowan.jshell.state;
