/**
 * Files: those that nobody needs once their process has ended, and those that are a user's and must never be half written.
 * Open {@link rowan.files.WholeFile} first: whoever writes a user's file writes it with that; {@link
 * rowan.files.NamedFile} reads one; then {@link rowan.files.PrivateDirectory}, where all temporary files lie. Knows nothing else of Rowan; everybody may know it.
 */
package rowan.files;
