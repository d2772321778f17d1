/**
 * What is asked of JShell and of the compiler beyond their public interfaces. Open {@link rowan.jshell.internals.Internal}, the table
 * of it, first. Knows the syntax and the libraries.
 */
package rowan.jshell.internals;
