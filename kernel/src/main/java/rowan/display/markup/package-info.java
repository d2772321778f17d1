/**
 * What every renderer needs: HTML, bundles of MIME types, colours, widths of text, values as text. Open {@link
 * rowan.display.markup.Renderer} first. Knows the model.
 */
package rowan.display.markup;
