/**
 * What may stand at a place of a statement, by a grammar that an engine writes down. Open {@link rowan.sql.grammar.Grammar}
 * first. Knows tokens.
 */
package rowan.sql.grammar;
