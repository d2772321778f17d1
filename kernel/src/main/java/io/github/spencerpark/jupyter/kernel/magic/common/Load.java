package io.github.spencerpark.jupyter.kernel.magic.common;

/** Registered for {@code %load}, which Rowan has without. */
public final class Load {

    public Load() {}
}
