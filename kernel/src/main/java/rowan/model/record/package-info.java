/**
 * Values of the model as trees of maps and lists, and back, so that a notebook can keep them. Open {@link
 * rowan.model.record.RecordTree} first. Knows plans and the other nouns.
 */
package rowan.model.record;
