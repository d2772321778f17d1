package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that carries out {@code %%name}; it takes the arguments and the body. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CellMagic {

    /** Its names; that of the method where none is given. */
    String[] value() default {};

    /** Further names. */
    String[] aliases() default {};
}
