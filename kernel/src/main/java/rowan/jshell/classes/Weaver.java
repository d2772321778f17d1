package rowan.jshell.classes;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import rowan.jshell.cell.InterruptCheck;
import rowan.jshell.internals.CellClassName;
import rowan.jshell.state.CellRecords;
import rowan.jshell.state.CellStatics;

/**
 * Changes the byte code of cells and libraries: it adds checks for an interrupt, replaces calls that would end the virtual
 * machine, and sets the lines of the cell for stack traces. The checks take and leave nothing on the stack, so frames and sizes stay as they are.
 *
 * <p>ASM's classes are too old to be kept in the class data archive. This class extends one of them, so that it is not kept
 * there either: an archived class that uses ASM would have ASM loaded from its jar at every start.
 */
public final class Weaver extends ClassVisitor {

    private static final String GUARD = Type.getInternalName(InterruptCheck.class);
    private static final String OF_RUNTIME = "(Ljava/lang/Runtime;I)V";

    /** The kinds of classes that are woven. */
    public enum Kind {
        /** A class that JShell makes for a snippet, or Rowan for a batch of statements. */
        WRAPPER,
        /** A type that a cell declares; it takes over the static state of an earlier version of it. */
        TYPE,
        /** A class of a library that a cell has added. */
        LIBRARY
    }

    private final CellLines lines;
    private final Kind kind;
    private final Set<String> catching;
    private Type type;
    private final List<Static> statics = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private boolean isRecordAgain;
    private boolean hasInitialiser;

    private Weaver(ClassVisitor next, CellLines lines, Kind kind, Set<String> catching) {
        super(Opcodes.ASM9, next);
        this.lines = lines;
        this.kind = kind;
        this.catching = catching;
    }

    /**
     * The class with checks, and with the lines of {@code lines}.
     *
     * @param lines none of a library, whose lines are its own
     */
    public static byte[] weave(byte[] bytecode, CellLines lines, Kind kind) {
        ClassReader reader = new ClassReader(bytecode);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(before(writer, reader, lines, kind), 0);
        return writer.toByteArray();
    }

    /**
     * A visitor that weaves a class and hands the result on to {@code next}.
     *
     * @param code the class that it will visit
     */
    static ClassVisitor before(ClassVisitor next, ClassReader code, CellLines lines, Kind kind) {
        return new Weaver(next, lines, kind, catching(code));
    }

    /**
     * The methods that have a catch block, by name and descriptor. They are looked for first, since the visitor of a
     * method needs to know it at its beginning.
     */
    private static Set<String> catching(ClassReader code) {
        Set<String> catching = new HashSet<>();
        ClassVisitor finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                        catching.add(name + descriptor);
                    }
                };
            }
        };
        code.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return catching;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        type = Type.getObjectType(name);
        isRecordAgain = kind == Kind.TYPE
                && superName.equals("java/lang/Record")
                && CellClassName.of(type.getClassName())
                        .filter(CellClassName::isLater)
                        .isPresent();
        // Statements in a loader of their own use the variables and methods in a wrapper.
        int visible = kind == Kind.WRAPPER ? access | Opcodes.ACC_PUBLIC : access;
        super.visit(version, visible, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(String source, String debug) {
        super.visitSource(lines.file().orElse(source), debug);
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        boolean isConstant = value != null || (access & Opcodes.ACC_ENUM) != 0;
        if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0 && !isConstant) {
            statics.add(new Static(name, Type.getType(descriptor)));
        }
        return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        components.add(new Component(name, Type.getType(descriptor)));
        return super.visitRecordComponent(name, descriptor, signature);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        if (name.equals("<clinit>") && kind == Kind.TYPE && !statics.isEmpty()) {
            hasInitialiser = true;
            next = new Initialiser(next, type, statics);
        }
        return new Methods(next, lines, catching.contains(name + descriptor));
    }

    @Override
    public void visitEnd() {
        if (kind == Kind.TYPE && !statics.isEmpty() && !hasInitialiser) {
            MethodVisitor added = new Initialiser(
                    super.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null), type, statics);
            added.visitCode();
            added.visitInsn(Opcodes.RETURN);
            added.visitMaxs(0, 0);
            added.visitEnd();
        }
        if (isRecordAgain) {
            addConstructor();
        }
        super.visitEnd();
    }

    /**
     * Adds a constructor that sets the components of a record and runs no code of the user, for {@link CellRecords}.
     */
    private void addConstructor() {
        Type[] parameters = Stream.concat(
                        components.stream().map(Component::type), Stream.of(Type.getType(CellRecords.class)))
                .toArray(Type[]::new);
        MethodVisitor added = super.visitMethod(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                "<init>",
                Type.getMethodDescriptor(Type.VOID_TYPE, parameters),
                null,
                null);
        added.visitCode();
        added.visitVarInsn(Opcodes.ALOAD, 0);
        added.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Record", "<init>", "()V", false);
        int local = 1;
        for (Component component : components) {
            added.visitVarInsn(Opcodes.ALOAD, 0);
            added.visitVarInsn(component.type().getOpcode(Opcodes.ILOAD), local);
            added.visitFieldInsn(
                    Opcodes.PUTFIELD,
                    type.getInternalName(),
                    component.name(),
                    component.type().getDescriptor());
            local += component.type().getSize();
        }
        added.visitInsn(Opcodes.RETURN);
        added.visitMaxs(COMPONENT_STACK, local + 1);
        added.visitEnd();
    }

    /** The size of the stack that setting a component needs: the record, and a value of two words. */
    private static final int COMPONENT_STACK = 3;

    /** A component of a record. */
    private record Component(String name, Type type) {}

    /** A static field that is set when its class is initialised. */
    private record Static(String name, Type type) {

        /** The type of its value as an object: the wrapper class of a primitive type. */
        Type boxed() {
            return type.getSort() < Type.ARRAY
                    ? Type.getType(MethodType.methodType(primitive()).wrap().returnType())
                    : type;
        }

        private Class<?> primitive() {
            return MethodType.fromMethodDescriptorString("()" + type.getDescriptor(), null)
                    .returnType();
        }
    }

    /**
     * Appends to a static initialiser the code that takes over the state of the version before. In an initialiser even
     * a final field, of an interface too, may be set.
     */
    private static final class Initialiser extends MethodVisitor {
        private static final String STATICS = Type.getInternalName(CellStatics.class);
        private static final String KEPT = "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/Object;";

        /** The size of the stack that taking over a field needs: class, name and a value of two words. */
        private static final int STACK = 4;

        private final Type type;
        private final List<Static> statics;

        Initialiser(MethodVisitor next, Type type, List<Static> statics) {
            super(Opcodes.ASM9, next);
            this.type = type;
            this.statics = statics;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            call("begins");
        }

        private void call(String method) {
            super.visitLdcInsn(type);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, method, "(Ljava/lang/Class;)V", false);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                statics.forEach(this::keep);
                call("initialised");
            }
            super.visitInsn(opcode);
        }

        private void keep(Static field) {
            String owner = type.getInternalName();
            String descriptor = field.type().getDescriptor();
            Type boxed = field.boxed();
            boolean isPrimitive = boxed != field.type();
            super.visitLdcInsn(type);
            super.visitLdcInsn(field.name());
            super.visitFieldInsn(Opcodes.GETSTATIC, owner, field.name(), descriptor);
            if (isPrimitive) {
                String box = Type.getMethodDescriptor(boxed, field.type());
                super.visitMethodInsn(Opcodes.INVOKESTATIC, boxed.getInternalName(), "valueOf", box, false);
            }
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, "kept", KEPT, false);
            super.visitTypeInsn(Opcodes.CHECKCAST, boxed.getInternalName());
            if (isPrimitive) {
                String unbox = field.type().getClassName() + "Value";
                String plain = Type.getMethodDescriptor(field.type());
                super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, boxed.getInternalName(), unbox, plain, false);
            }
            super.visitFieldInsn(Opcodes.PUTSTATIC, owner, field.name(), descriptor);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(Math.max(STACK, stack), locals);
        }
    }

    private static final class Methods extends MethodVisitor {
        private static final String OF_REFLECTION =
                "(Ljava/lang/reflect/Method;[Ljava/lang/Object;)[Ljava/lang/Object;";

        /** The size of the stack that the check of a reflective call needs: the object and the arguments once more. */
        private static final int REFLECTION_STACK = 2;

        private final CellLines lines;
        private final boolean catches;
        private final Set<Label> passed = new HashSet<>();
        /** The size of the stack that is needed beyond that of the code itself. */
        private int more;

        Methods(MethodVisitor next, CellLines lines, boolean catches) {
            super(Opcodes.ASM9, next);
            this.lines = lines;
            this.catches = catches;
        }

        private void check() {
            if (catches) {
                check("checkRaised");
            }
            check("check");
        }

        private void check(String name) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, "()V", false);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            super.visitLineNumber(lines.inCell(line), start);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                check();
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            checkBefore(otherwise, labels);
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            checkBefore(otherwise, labels);
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }

        private void checkBefore(Label otherwise, Label... labels) {
            boolean back = passed.contains(otherwise);
            for (Label label : labels) {
                back |= passed.contains(label);
            }
            if (back) {
                check();
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (isSystemExit(owner, name)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", "(I)V", false);
            } else if (isRuntimeExit(owner, name)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, OF_RUNTIME, false);
            } else {
                if (owner.equals("java/lang/reflect/Method") && name.equals("invoke")) {
                    lookAtReflection();
                }
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        /**
         * Inserts a check of the method that {@code invoke} is about to call. Method, object and arguments stay on the
         * stack, and the caller of {@code invoke} is still the cell.
         */
        private void lookAtReflection() {
            super.visitInsn(Opcodes.DUP2_X1);
            super.visitInsn(Opcodes.POP2);
            super.visitInsn(Opcodes.DUP_X2);
            super.visitInsn(Opcodes.SWAP);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "reflective", OF_REFLECTION, false);
            more = REFLECTION_STACK;
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(stack + more, locals);
        }

        /**
         * Replaces method references such as {@code System::exit}, which are arguments of the instruction that makes
         * the lambda.
         */
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] replaced = arguments.clone();
            for (int i = 0; i < replaced.length; i++) {
                if (replaced[i] instanceof Handle handle && isSystemExit(handle.getOwner(), handle.getName())) {
                    replaced[i] = new Handle(Opcodes.H_INVOKESTATIC, GUARD, "exit", "(I)V", false);
                } else if (replaced[i] instanceof Handle handle && isRuntimeExit(handle.getOwner(), handle.getName())) {
                    replaced[i] = new Handle(Opcodes.H_INVOKESTATIC, GUARD, handle.getName(), OF_RUNTIME, false);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
        }

        private static boolean isSystemExit(String owner, String name) {
            return owner.equals("java/lang/System") && name.equals("exit");
        }

        private static boolean isRuntimeExit(String owner, String name) {
            return owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
        }
    }
}
