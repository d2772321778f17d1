/** The names of formats. Open {@link io.github.spencerpark.jupyter.kernel.display.mime.MIMEType} first. Knows nobody. */
package io.github.spencerpark.jupyter.kernel.display.mime;
