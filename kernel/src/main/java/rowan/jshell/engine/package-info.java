/**
 * One JShell and the thread that runs what it compiles. Open {@link rowan.jshell.engine.JavaEngine} first. Knows every other
 * trade of Java cells but the editor.
 */
package rowan.jshell.engine;
