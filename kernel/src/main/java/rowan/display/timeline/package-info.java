/**
 * Draws what several connections did, one beside the other. Open {@link rowan.display.timeline.TimelineRenderer} first. Knows
 * charts, the markup and the model.
 */
package rowan.display.timeline;
