package io.github.spencerpark.jupyter.kernel.magic.common;

/** Registered for {@code %%writefile}, which Rowan has without. */
public final class WriteFile {

    public WriteFile() {}
}
