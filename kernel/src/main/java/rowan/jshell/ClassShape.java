package rowan.jshell;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What of a class decides whether it may be given new code.
 *
 * @param hasVariables whether it has static fields that can change
 * @param isInner whether its instances belong to one of the class around it. The compiler believes what the classes that
 *     mention it say of that, and makes an inner class of one that has become static (JDK 17 and 25): it needs another name
 */
record ClassShape(boolean hasVariables, boolean isInner) {

    /** Of a class, from its byte code. */
    static ClassShape of(byte[] bytecode) {
        Reading reading = new Reading();
        ClassReader reader = new ClassReader(bytecode);
        reading.self = reader.getClassName();
        reader.accept(reading, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(reading.hasVariables, reading.isInner);
    }

    private static final class Reading extends ClassVisitor {
        private String self;
        private boolean hasVariables;
        private boolean isInner;

        Reading() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            hasVariables |= (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0;
            return null;
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            isInner |= name.equals(self) && (access & Opcodes.ACC_STATIC) == 0;
        }
    }
}
