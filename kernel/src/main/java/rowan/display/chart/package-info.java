/**
 * Draws charts with XChart. Open {@link rowan.display.chart.ChartRenderer} first. Knows the markup and the model.
 */
package rowan.display.chart;
