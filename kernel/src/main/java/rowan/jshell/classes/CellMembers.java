package rowan.jshell.classes;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import rowan.display.markup.CellNames;

/**
 * Links calls and accesses, made by statements from another package, to members of cells' classes that are not public.
 */
public final class CellMembers {

    private static final MethodType TEST = MethodType.methodType(boolean.class, Object.class);

    private CellMembers() {}

    /**
     * Links one instruction; the virtual machine calls it when it reaches that instruction for the first time.
     *
     * @param caller ignored: the compiler has already checked what it may use
     * @param type of the call, with the object first where there is one
     * @param opcode of the instruction in whose place this is
     * @param receiver the expression of the object, where there is one
     */
    public static CallSite link(
            Lookup caller, String name, MethodType type, Class<?> owner, int opcode, String receiver)
            throws ReflectiveOperationException {
        Lookup within = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        Class<?> read = type.returnType();
        String member = CellNames.without(owner.getName()) + "." + name;
        return switch (opcode) {
            case Opcodes.INVOKESTATIC -> new ConstantCallSite(within.findStatic(owner, name, type));
            case Opcodes.GETSTATIC -> new ConstantCallSite(within.findStaticGetter(owner, name, read));
            case Opcodes.PUTSTATIC -> new ConstantCallSite(within.findStaticSetter(owner, name, type.parameterType(0)));
            case Opcodes.GETFIELD ->
                checked(within.findGetter(owner, name, read), "read field \"" + name + "\"", receiver);
            case Opcodes.PUTFIELD ->
                checked(
                        within.findSetter(owner, name, type.parameterType(1)),
                        "assign field \"" + name + "\"",
                        receiver);
            default -> {
                MethodType parameters = type.dropParameterTypes(0, 1);
                yield checked(
                        within.findVirtual(owner, name, parameters),
                        "invoke \"" + member + "(" + shown(parameters) + ")\"",
                        receiver);
            }
        };
    }

    private static String shown(MethodType parameters) {
        return parameters.parameterList().stream()
                .map(each -> each == String.class || each == Object.class
                        ? each.getSimpleName()
                        : CellNames.without(each.getTypeName()))
                .collect(Collectors.joining(", "));
    }

    /**
     * The member with a check that throws, where the object is null, with the virtual machine's own message (<a
     * href="https://openjdk.org/jeps/358">JEP 358</a>).
     */
    private static CallSite checked(MethodHandle member, String deed, String receiver)
            throws ReflectiveOperationException {
        MethodType type = member.type();
        String sentence = "Cannot " + deed + " because \"" + receiver + "\" is null";
        Lookup own = MethodHandles.lookup();
        MethodHandle isNull = own.findStatic(Objects.class, "isNull", TEST)
                .asType(MethodType.methodType(boolean.class, type.parameterType(0)));
        MethodHandle failing = MethodHandles.foldArguments(
                MethodHandles.throwException(type.returnType(), NullPointerException.class),
                own.findConstructor(NullPointerException.class, MethodType.methodType(void.class, String.class))
                        .bindTo(sentence));
        return new ConstantCallSite(MethodHandles.guardWithTest(
                isNull, MethodHandles.dropArguments(failing, 0, type.parameterList()), member));
    }
}
