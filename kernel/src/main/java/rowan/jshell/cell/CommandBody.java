package rowan.jshell.cell;

import java.util.List;

/** A command that a notebook has written in Java. */
@FunctionalInterface
public interface CommandBody {

    /**
     * Carries it out.
     *
     * @param code what stands below it, of a command for a whole cell
     * @return a value to show, or null
     */
    Object run(List<String> words, String code) throws Exception;
}
