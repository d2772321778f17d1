package rowan.jshell.classes;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import rowan.jshell.internals.CellClassName;
import rowan.jshell.statements.Receivers;

/**
 * Rewrites the class of a batch of statements so that it can live in another package than the classes of cells: it reaches
 * their members that are not public by {@code invokedynamic}, which {@link CellMembers} links. It finds the instructions for
 * which there is no such form, and then the class is left as it is.
 */
final class PackagePrivateAccess extends ClassVisitor {

    private static final String OF_CELLS = CellClassName.PACKAGE + "/";

    private static final Handle LINK = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(CellMembers.class),
            "link",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/Class;ILjava/lang/String;)Ljava/lang/invoke/CallSite;",
            false);

    private final Receivers receivers;
    private final ClassLoader cells;
    private String own = "";
    private boolean isWithin = true;

    private PackagePrivateAccess(ClassVisitor next, Receivers receivers, ClassLoader cells) {
        super(Opcodes.ASM9, next);
        this.receivers = receivers;
        this.cells = cells;
    }

    /**
     * The class rewritten for another package and woven; empty where one of the two is not possible.
     *
     * @param code as the compiler has made it
     * @param cells loads the classes of cells
     */
    static Optional<byte[]> of(byte[] code, Receivers receivers, CellLines lines, ClassLoader cells) {
        try {
            ClassReader reader = new ClassReader(code);
            ClassWriter writer = new ClassWriter(reader, 0);
            ClassVisitor weaver = Weaver.before(writer, reader, lines, Weaver.Kind.WRAPPER);
            PackagePrivateAccess reach = new PackagePrivateAccess(weaver, receivers, cells);
            reader.accept(reach, 0);
            return reach.isWithin ? Optional.of(writer.toByteArray()) : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty(); // Such code runs as it is.
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        own = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        return new Code(super.visitMethod(access, name, descriptor, signature, thrown));
    }

    private final class Code extends MethodVisitor {
        private int line;

        Code(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitLineNumber(int at, Label start) {
            line = at;
            super.visitLineNumber(at, start);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (isReached(owner, name, descriptor)) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            isWithin &= opcode != Opcodes.INVOKESPECIAL;
            link(owner, name, opcode == Opcodes.INVOKESTATIC ? descriptor : with(owner, descriptor), opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (isReached(owner, name, descriptor)) {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                return;
            }
            boolean isRead = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
            boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            String access = isRead ? "()" + descriptor : "(" + descriptor + ")V";
            link(owner, name, isStatic ? access : with(owner, access), opcode);
        }

        private String with(String receiver, String descriptor) {
            return "(L" + receiver + ";" + descriptor.substring(1);
        }

        private void link(String owner, String name, String descriptor, int opcode) {
            require(Type.getMethodType(descriptor));
            boolean hasReceiver =
                    opcode != Opcodes.INVOKESTATIC && opcode != Opcodes.GETSTATIC && opcode != Opcodes.PUTSTATIC;
            Optional<String> receiver = receivers.of(name, line);
            isWithin &= receiver.isPresent() || !hasReceiver; // Else it could not be named when it is null.
            super.visitInvokeDynamicInsn(
                    name, descriptor, LINK, Type.getObjectType(owner), opcode, receiver.orElse(""));
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            require(Type.getObjectType(type));
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            require(Type.getType(descriptor));
            super.visitMultiANewArrayInsn(descriptor, dimensions);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null) {
                require(Type.getObjectType(type));
            }
            super.visitTryCatchBlock(start, end, handler, type);
        }

        @Override
        public void visitLdcInsn(Object value) {
            require(value);
            super.visitLdcInsn(value);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            require(Type.getMethodType(descriptor));
            Arrays.stream(arguments).forEach(this::require);
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        /** Gives up where a constant is not public: no other instruction loads it. */
        private void require(Object constant) {
            if (constant instanceof Handle handle) {
                isWithin &= isReached(handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (constant instanceof Type type && type.getSort() == Type.METHOD) {
                require(type.getReturnType());
                Arrays.stream(type.getArgumentTypes()).forEach(this::require);
            } else if (constant instanceof Type type && type.getSort() == Type.ARRAY) {
                require(type.getElementType());
            } else if (constant instanceof Type type && type.getSort() == Type.OBJECT) {
                isWithin &= isPublic(type.getInternalName());
            }
        }
    }

    private boolean isPublic(String type) {
        return !isOfOthers(type) || Modifier.isPublic(load(type).getModifiers());
    }

    private boolean isOfOthers(String type) {
        return type.startsWith(OF_CELLS) && !type.equals(own);
    }

    /**
     * Whether an instruction reaches a member without a rewrite. Members of libraries it does, since the compiler has
     * allowed it.
     */
    private boolean isReached(String owner, String name, String descriptor) {
        if (!isOfOthers(owner)) {
            return true;
        }
        isWithin &= isPublic(owner);
        return member(load(owner), name, descriptor)
                .map(member -> Modifier.isPublic(member.getModifiers()))
                .orElse(true);
    }

    private Class<?> load(String type) {
        try {
            return cells.loadClass(type.replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(type);
        }
    }

    /** The member of a name that a class of a cell, or a superclass that is a cell's too, declares. */
    private static Optional<Member> member(Class<?> type, String name, String descriptor) {
        if (!type.getName().startsWith(CellClassName.PACKAGE + ".")) {
            return Optional.empty();
        }
        return Stream.<Member[]>of(type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors())
                .flatMap(Arrays::stream)
                .filter(member ->
                        name(member).equals(name) && descriptor(member).equals(descriptor))
                .findFirst()
                .or(() -> Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                        .map(above -> member(above, name, descriptor))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static String name(Member member) {
        return member instanceof Constructor ? "<init>" : member.getName();
    }

    private static String descriptor(Member member) {
        if (member instanceof Field field) {
            return Type.getDescriptor(field.getType());
        }
        return member instanceof Method method
                ? Type.getMethodDescriptor(method)
                : Type.getConstructorDescriptor((Constructor<?>) member);
    }
}
