/**
 * Advice: what is worth trying to make a statement quicker, asked of the planner or tried on a private copy before it is
 * told. Open {@link rowan.advice.IndexAdviser} first; {@link rowan.advice.IndexFilter} decides what is told. Knows sql, the
 * workspace and the model; draws nothing.
 */
package rowan.advice;
