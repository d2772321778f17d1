package rowan.jshell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What the static state of a class begins with: its static fields and the code that sets them, without line numbers. When
 * a class is declared anew with another one, the user wants the new values.
 *
 * @param fields the names of static fields that can change
 * @param code the static initialiser, one entry per instruction
 */
record InitialState(List<String> fields, List<String> code) {

    /** Of a class, from its byte code. */
    static InitialState of(byte[] bytecode) {
        List<String> fields = new ArrayList<>();
        List<String> code = new ArrayList<>();
        new ClassReader(bytecode)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0) {
                                    fields.add(name);
                                }
                                return null;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return name.equals("<clinit>") ? new Instructions(code) : null;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new InitialState(fields, code);
    }

    private static final class Instructions extends MethodVisitor {
        private final List<String> code;
        private final List<Label> labels = new ArrayList<>();

        Instructions(List<String> code) {
            super(Opcodes.ASM9);
            this.code = code;
        }

        private void add(Object... parts) {
            code.add(Arrays.deepToString(parts));
        }

        private int number(Label label) {
            if (!labels.contains(label)) {
                labels.add(label);
            }
            return labels.indexOf(label);
        }

        @Override
        public void visitInsn(int opcode) {
            add(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            add(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            add(opcode, variable);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            add(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(opcode, owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            add(name, descriptor, arguments);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            add(opcode, number(label));
        }

        @Override
        public void visitLabel(Label label) {
            add("label", number(label));
        }

        @Override
        public void visitLdcInsn(Object value) {
            add("ldc", value.getClass(), value);
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            add("iinc", variable, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... cases) {
            add("switch", min, max, number(otherwise));
            Arrays.stream(cases).forEach(label -> add("case", number(label)));
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] cases) {
            add("switch", keys, number(otherwise));
            Arrays.stream(cases).forEach(label -> add("case", number(label)));
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            add("new", descriptor, dimensions);
        }
    }
}
