/** Classes that IJava's notebooks register to get magics that Rowan always has. Open {@link io.github.spencerpark.jupyter.kernel.magic.common.Shell} first. Knows nobody. */
package io.github.spencerpark.jupyter.kernel.magic.common;
