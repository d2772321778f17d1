/**
 * Measured experiments: private copies, samples, statistics, the verdict. Open {@link rowan.experiment.Experiments} first.
 * Knows sql, the workspace and the model; draws nothing.
 */
package rowan.experiment;
