/**
 * Query plans, the same for every engine, and what a plan tells of itself: its findings, and how it differs from another.
 * Whatever has to ask a database is no finding but {@code advice}. Open {@link rowan.model.plan.QueryPlan} first. Knows the
 * other nouns.
 */
package rowan.model.plan;
