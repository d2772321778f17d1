/**
 * Draws query plans as trees, differences, JSON and graphs. Open {@link rowan.display.plan.PlanRenderer} first. Knows the
 * findings of a plan, the markup and the model.
 */
package rowan.display.plan;
