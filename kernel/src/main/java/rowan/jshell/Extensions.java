package rowan.jshell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import rowan.jshell.cell.CellExtension;
import rowan.jshell.cell.CellFailure;
import rowan.jshell.cell.CellStopped;
import rowan.jshell.cell.ExitCalled;

/**
 * The extensions that libraries bring along, declared as JJava's are: each is installed once, when its library is added. One
 * that fails takes nothing with it.
 */
final class Extensions {

    /** Its name is that of the declarations in libraries. */
    private static final String SERVICE = "org.dflib.jjava.jupyter.Extension";

    private final Set<String> installed = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    /** Whether a library declares one. */
    boolean areDeclared(ClassLoader libraries) {
        return libraries.getResource("META-INF/services/" + SERVICE) != null;
    }

    /**
     * Installs those that have not been; called on the thread of a cell, since they run code. One that has failed is tried
     * again, since what it missed may have been added.
     *
     * @return a line for each that failed in a way not told before
     */
    List<String> install(ClassLoader libraries) throws ClassNotFoundException {
        List<String> failures = new ArrayList<>();
        for (ServiceLoader.Provider<? extends CellExtension> declared : declared(libraries, failures)) {
            String name = declared.type().getName();
            if (installed.contains(name)) {
                continue;
            }
            try {
                declared.get().install();
                installed.add(name);
            } catch (CellStopped stopped) {
                throw stopped;
            } catch (Throwable failed) {
                failures.add("The extension " + name + " could not be installed (" + reason(failed)
                        + "); its library is there without it.");
            }
        }
        failures.removeIf(failure -> !told.add(failure));
        return failures;
    }

    private static List<ServiceLoader.Provider<? extends CellExtension>> declared(
            ClassLoader libraries, List<String> failures) throws ClassNotFoundException {
        Class<? extends CellExtension> service = libraries.loadClass(SERVICE).asSubclass(CellExtension.class);
        Iterator<? extends ServiceLoader.Provider<? extends CellExtension>> services =
                ServiceLoader.load(service, libraries).stream().iterator();
        List<ServiceLoader.Provider<? extends CellExtension>> declared = new ArrayList<>();
        while (true) {
            try {
                if (!services.hasNext()) {
                    return declared;
                }
                declared.add(services.next());
            } catch (ServiceConfigurationError broken) {
                failures.add("A library declares an extension that cannot be loaded (" + reason(broken) + ").");
            }
        }
    }

    /** What has really happened, without what was wrapped around it. */
    private static String reason(Throwable failed) {
        Throwable cause = failed;
        for (int depth = 0; cause.getCause() != null && depth < 100; depth++) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        boolean speaksForItself = cause instanceof CellFailure || cause instanceof ExitCalled;
        return speaksForItself ? message : cause.getClass().getSimpleName() + ": " + message;
    }
}
