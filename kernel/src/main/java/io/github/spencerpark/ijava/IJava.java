package io.github.spencerpark.ijava;

/** Where notebooks written for IJava find their kernel. */
public final class IJava {

    private static final JavaKernel KERNEL = new JavaKernel();

    private IJava() {}

    /** The kernel that runs the notebook. */
    public static JavaKernel getKernelInstance() {
        return KERNEL;
    }
}
