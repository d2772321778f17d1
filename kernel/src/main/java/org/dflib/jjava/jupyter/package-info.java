/**
 * The names under which libraries made for JJava reach their kernel: JJava is IJava with other packages, so these are the
 * classes of {@code io.github.spencerpark} under those. Only what libraries use of it: extensions, and renderers of values.
 * Open {@link org.dflib.jjava.jupyter.Extension} first. Knows IJava's kernel and the Java cells of Rowan.
 */
package org.dflib.jjava.jupyter;
