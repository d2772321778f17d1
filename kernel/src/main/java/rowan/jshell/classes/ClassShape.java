package rowan.jshell.classes;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What of a class decides whether it may be given new code.
 *
 * @param hasVariables whether it has static fields that can change
 * @param visible what the code of other cells is compiled against: the head of the class, what it permits, its members that are not
 *     private, with their types, and whether instances of those that are classes belong to one of it; nothing if the class stands in
 *     a method
 */
record ClassShape(boolean hasVariables, Set<String> visible) {

    /** Of a class, from its byte code; empty where that {@linkplain UnwovenClasses cannot be read}. */
    static Optional<ClassShape> of(byte[] bytecode) {
        Reading reading = new Reading();
        try {
            new ClassReader(bytecode)
                    .accept(reading, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
        return Optional.of(new ClassShape(reading.hasVariables, reading.isLocal ? Set.of() : reading.visible));
    }

    private static final class Reading extends ClassVisitor {
        private final Set<String> visible = new HashSet<>();
        private String self;
        private boolean hasVariables;
        private boolean isLocal;

        Reading() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String above, String[] interfaces) {
            self = name;
            add(access, name, signature, above, Arrays.toString(interfaces));
        }

        @Override
        public void visitOuterClass(String owner, String name, String descriptor) {
            isLocal = true;
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            if (name.equals(self) || self.equals(outerName)) {
                add(access, name);
            }
        }

        @Override
        public void visitPermittedSubclass(String permitted) {
            visible.add("permits " + permitted);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            hasVariables |= (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0;
            add(access, name, descriptor, signature);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            add(access, name, descriptor, signature, Arrays.toString(exceptions));
            return null;
        }

        private void add(int access, String... what) {
            if ((access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0) {
                visible.add(access + Arrays.toString(what));
            }
        }
    }
}
