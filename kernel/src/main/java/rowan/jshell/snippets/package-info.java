/**
 * The declarations that JShell keeps: which are there, which are seen, which are unchanged. Open {@link
 * rowan.jshell.snippets.SnippetMemory} first. Knows the syntax and JShell.
 */
package rowan.jshell.snippets;
