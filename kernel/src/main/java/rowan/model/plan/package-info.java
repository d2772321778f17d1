/**
 * Query plans, the same for every engine. Open {@link rowan.model.plan.QueryPlan} first. Knows the other nouns.
 */
package rowan.model.plan;
