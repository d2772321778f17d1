/** Notebooks without Jupyter: read a file, run it, verify it, export it. Open {@link rowan.notebook.run.NotebookRunner} first. Knows the workspace, display and model. */
package rowan.notebook;
