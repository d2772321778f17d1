package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.util.List;

/** Carries out {@code %name}. */
@FunctionalInterface
public interface LineMagicFunction<T> {

    /** Its value, or null. */
    T execute(List<String> arguments) throws Exception;
}
