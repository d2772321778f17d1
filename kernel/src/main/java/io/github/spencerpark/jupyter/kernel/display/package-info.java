/** How IJava's notebooks draw their own values. Open {@link io.github.spencerpark.jupyter.kernel.display.Renderer} first. Knows display and the Java cells of Rowan. */
package io.github.spencerpark.jupyter.kernel.display;
