/**
 * Libraries for cells: Maven coordinates resolved, jars and directories found. Open {@link
 * rowan.libraries.MavenLibraries} first. Knows the contracts of the workspace and the model.
 */
package rowan.libraries;
