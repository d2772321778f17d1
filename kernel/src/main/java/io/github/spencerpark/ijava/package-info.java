/**
 * The names under which notebooks written for IJava reach their kernel, so that they run as they are: thin classes over
 * Rowan's own. Open {@link io.github.spencerpark.ijava.IJava} first. Knows the Java cells of Rowan.
 */
package io.github.spencerpark.ijava;
