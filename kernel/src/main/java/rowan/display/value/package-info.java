/**
 * Draws tables, cards, lines and single values. Open {@link rowan.display.value.TableRenderer} first. Knows the markup and the
 * model.
 */
package rowan.display.value;
