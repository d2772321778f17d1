/**
 * What is worth saying about a plan. Open {@link rowan.advice.plan.PlanFindings} first. Knows the model and nobody else, so that
 * whoever draws a plan can ask.
 */
package rowan.advice.plan;
