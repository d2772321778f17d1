package rowan.jshell.cell;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;

/**
 * What came of code that was run: a value, which may be null, or what it has thrown. The exception is kept as a value, since
 * to pass it on would call its methods, which are the user's code.
 *
 * @param thrown null where nothing was
 */
public record CodeResult(Object value, Throwable thrown) {

    /** Runs code; what a method that is called by reflection throws counts as thrown by the code. */
    public static CodeResult of(Callable<Object> code) {
        try {
            return new CodeResult(code.call(), null);
        } catch (InvocationTargetException e) {
            return thrown(e.getCause());
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    /** Of code that has ended with an exception, or with what stops it. */
    public static CodeResult thrown(Throwable thrown) {
        return new CodeResult(null, thrown);
    }
}
