/**
 * Notebooks as HTML, Markdown and a site. Open {@link rowan.notebook.export.HtmlExport} first. Knows the file.
 */
package rowan.notebook.export;
