package rowan.jshell.classes;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import rowan.files.PrivateDirectory;

/**
 * Gives a class that is already in use new code, so that its instances live on. The virtual machine lets only an agent do
 * this; it is attached when a cell first needs it, since it would slow down every start. Where the virtual machine was not
 * started to allow that ({@code -Djdk.attach.allowAttachSelf=true}), classes are replaced instead.
 */
public final class Redefinition {

    private static volatile Instrumentation instrumentation;
    private static boolean tried;

    private Redefinition() {}

    /** Called by the virtual machine when the agent is attached. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /**
     * Changes the code of classes, all or none.
     *
     * @return whether that was possible: neither fields nor the signatures of methods may differ
     */
    static boolean apply(ClassDefinition... definitions) {
        if (!isPossible()) {
            return false;
        }
        try {
            instrumentation.redefineClasses(definitions);
            return true;
        } catch (Exception | LinkageError | InternalError refused) {
            System.getLogger(Redefinition.class.getName())
                    .log(System.Logger.Level.DEBUG, "classes are replaced, since they cannot be redefined", refused);
            return false;
        }
    }

    private static synchronized boolean isPossible() {
        boolean allowed = Boolean.getBoolean("jdk.attach.allowAttachSelf");
        if (allowed && !tried) {
            tried = true;
            attach();
        }
        return allowed && instrumentation != null;
    }

    private static void attach() {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            Path agent = directory.file("agent.jar");
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.putValue("Agent-Class", Redefinition.class.getName());
            attributes.putValue("Can-Redefine-Classes", "true");
            new JarOutputStream(Files.newOutputStream(agent), manifest).close();
            load(agent);
        } catch (IOException | ReflectiveOperationException impossible) {
            System.getLogger(Redefinition.class.getName())
                    .log(System.Logger.Level.DEBUG, "no agent can be attached", impossible);
        }
    }

    /** By reflection: the module may be missing from a virtual machine that was cut to size. */
    private static void load(Path agent) throws ReflectiveOperationException {
        Class<?> machines = Class.forName("com.sun.tools.attach.VirtualMachine");
        Object machine = machines.getMethod("attach", String.class)
                .invoke(null, String.valueOf(ProcessHandle.current().pid()));
        try {
            machines.getMethod("loadAgent", String.class).invoke(machine, agent.toString());
        } finally {
            machines.getMethod("detach").invoke(machine);
        }
    }
}
