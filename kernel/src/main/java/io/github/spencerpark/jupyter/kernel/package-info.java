/** The kernel, as libraries made for IJava and its relatives know it. Open {@link io.github.spencerpark.jupyter.kernel.BaseKernel} first. Knows the Java cells of Rowan. */
package io.github.spencerpark.jupyter.kernel;
