/**
 * What was sent to databases, and when. Open {@link rowan.sql.log.StatementRecorder} first. Knows connections and the dialect.
 */
package rowan.sql.log;
