/**
 * The nouns: result tables, plans, schemas, comparisons, charts, problems. Immutable values that answer for themselves
 * and know nobody else in the house. Open {@link rowan.model.table.ResultTable} first.
 */
package rowan.model;
