/** Java cells: the engine over the JDK's own JShell, its completion, and what a cell can call. Open {@link rowan.jshell.JavaLanguage} first. Knows the workspace, display and model. */
package rowan.jshell;
