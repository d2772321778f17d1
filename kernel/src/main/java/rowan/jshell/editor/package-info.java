/**
 * Completion and documentation of Java cells. Open {@link rowan.jshell.editor.JavaHelp} first. Knows the engine.
 */
package rowan.jshell.editor;
