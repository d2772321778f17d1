package io.github.spencerpark.jupyter.kernel.magic.common;

/** Registered for {@code %sh}, which Rowan has without. */
public final class Shell {

    public Shell() {}
}
