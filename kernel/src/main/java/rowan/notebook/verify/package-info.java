/**
 * Whether a notebook still shows what it showed. Open {@link rowan.notebook.verify.Verification} first. Knows the file and the
 * running of it.
 */
package rowan.notebook.verify;
