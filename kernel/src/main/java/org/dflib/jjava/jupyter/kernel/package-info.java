/** The kernel, as libraries made for JJava know it. Open {@link org.dflib.jjava.jupyter.kernel.BaseKernel} first. Knows IJava's. */
package org.dflib.jjava.jupyter.kernel;
