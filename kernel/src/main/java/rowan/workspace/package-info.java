/**
 * One notebook's living state, and the contracts between it, its languages, its commands and the outside. Open {@link
 * rowan.workspace.Workspace} first: it cuts a cell into parts, runs each by its language or command, and draws what
 * comes back on its way to a {@link rowan.workspace.contract.Sink}. Knows display and model; engines implement {@link
 * rowan.workspace.contract.Language} and never learn who listens.
 */
package rowan.workspace;
