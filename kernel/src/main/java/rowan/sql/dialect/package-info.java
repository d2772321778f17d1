/**
 * What differs between engines. Open {@link rowan.sql.dialect.Dialect} first: another engine implements it, and
 * {@code Workspaces} lists it. Knows the contracts of the workspace and the model.
 */
package rowan.sql.dialect;
