package rowan.sql.dialect;

import java.util.function.Function;

/**
 * A function of SQL whose body is Java.
 *
 * @param arguments how many it takes; {@link #ANY} for any number
 * @param deterministic whether the same arguments always give the same value
 * @param body gets the arguments in the types of {@link Values#read}
 */
public record JavaFunction(String name, int arguments, boolean deterministic, Function<Object[], ?> body) {

    /** Any number of arguments. */
    public static final int ANY = -1;

    /** The same, said to give the same value for the same arguments. */
    public JavaFunction asDeterministic() {
        return new JavaFunction(name, arguments, true, body);
    }

    /** How it is called: {@code slug(a)}, {@code between(a, b)}, {@code all(…)}. */
    public String signature() {
        return name
                + switch (arguments) {
                    case 1 -> "(a)";
                    case 2 -> "(a, b)";
                    default -> "(…)";
                };
    }
}
