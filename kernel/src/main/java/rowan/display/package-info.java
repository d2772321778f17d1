/**
 * The one place that draws: from a value of the model to what a front end can show. Open {@link
 * rowan.display.Renderers} first, an ordered list in which the first renderer that knows a value draws it. Knows the
 * model only.
 */
package rowan.display;
