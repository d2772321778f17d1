/**
 * Jupyter's messages as values: one record per message, JSON, signatures. Open {@link rowan.jupyter.protocol.Message}
 * first. Words are the specification's.
 */
package rowan.jupyter.protocol;
