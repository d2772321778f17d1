/**
 * Commands: the table of them, and how a call is read. Open {@link rowan.workspace.command.Command} first. Knows cells, the
 * contracts and the model.
 */
package rowan.workspace.command;
