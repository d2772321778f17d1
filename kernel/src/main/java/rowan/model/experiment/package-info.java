/**
 * What measuring has found: timings, comparisons, growth. Open {@link rowan.model.experiment.Experiment} first. Knows plans,
 * tables and the other nouns.
 */
package rowan.model.experiment;
