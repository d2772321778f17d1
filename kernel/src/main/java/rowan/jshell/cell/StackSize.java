package rowan.jshell.cell;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much stack the code of cells has. A recursion goes several times as deep as on a thread of the usual size, and one
 * without end is still over in a moment; with 64 MB, it takes seconds and hundreds of megabytes. Whoever starts Java with
 * more gets more.
 */
final class StackSize {

    private static final long BYTES = 8L << 20;

    /** A number with its unit, bytes without one, or a number of kilobytes. */
    private static final Pattern OPTION =
            Pattern.compile("(?:^|\\s)(?:-Xss(\\d{1,9})([kKmMgG]?)|-XX:ThreadStackSize=(\\d{1,9}))(?=\\s|$)");

    private StackSize() {}

    /** In bytes, for this process. */
    static long bytes() {
        Stream<String> options = Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .map(System::getenv)
                .filter(Objects::nonNull);
        // The system tells nothing on Windows, and no command that is longer than a page of memory; the virtual machine
        // always does, but its classes for that take their time to load.
        String[] arguments = ProcessHandle.current()
                .info()
                .arguments()
                .orElseGet(() ->
                        ManagementFactory.getRuntimeMXBean().getInputArguments().toArray(String[]::new));
        return bytes(Stream.concat(options, Stream.of(arguments)).toList());
    }

    /** In bytes, for a virtual machine that is started with these options; none makes it less. */
    static long bytes(List<String> options) {
        return options.stream()
                .flatMap(option -> OPTION.matcher(option).results())
                .mapToLong(StackSize::given)
                .reduce(BYTES, Math::max);
    }

    private static long given(MatchResult option) {
        if (option.group(3) != null) {
            return Long.parseLong(option.group(3)) << 10;
        }
        int shift = 10
                * " kmg"
                        .indexOf(
                                option.group(2).isEmpty()
                                        ? ' '
                                        : Character.toLowerCase(option.group(2).charAt(0)));
        return Long.parseLong(option.group(1)) << shift;
    }
}
