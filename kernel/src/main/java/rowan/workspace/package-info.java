/**
 * One notebook's living state. Open {@link rowan.workspace.Workspace} first: it cuts a cell into parts, runs each by its
 * language or command, and draws what comes back on its way to a {@link rowan.workspace.contract.Sink}. Knows cells, commands,
 * the contracts, display and model; a language implements {@link rowan.workspace.contract.Language} and does not know who
 * listens.
 */
package rowan.workspace;
