/**
 * Draws comparisons and growth. Open {@link rowan.display.experiment.ComparisonRenderer} first. Knows plans and charts as they
 * are drawn, the markup and the model.
 */
package rowan.display.experiment;
