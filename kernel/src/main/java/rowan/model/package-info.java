/**
 * The nouns: result tables, plans, schemas, comparisons, charts, problems. Immutable values that know nobody else in the
 * house and answer what can be told from themselves alone, as a plan its findings. Beside them are the two
 * rules for text that every floor follows: {@link rowan.model.Nearest} finds the name that was meant, and
 * {@link rowan.model.Secrets} hides passwords. Open {@link rowan.model.table.ResultTable} first.
 */
package rowan.model;
