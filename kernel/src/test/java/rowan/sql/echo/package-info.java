/**
 * A server engine in Java, as far as Rowan's seam for engines goes: users, two schemas, plans in JSON, transactions that fail,
 * statements that are cancelled one by one, and no private copies. Open {@link rowan.sql.echo.EchoDialect} first.
 */
package rowan.sql.echo;
