/**
 * Runs the cells of a notebook. Open {@link rowan.notebook.run.NotebookRunner} first. Knows the file and the workspace.
 */
package rowan.notebook.run;
