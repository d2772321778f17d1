/**
 * Files: those that live as long as their kernel, and those that are a user's and must never be half written. Open
 * {@link rowan.files.PrivateDirectory} first. Knows nothing else of Rowan; everybody may know it.
 */
package rowan.files;
