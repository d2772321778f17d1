/**
 * What a workspace and its languages promise each other: runs, outcomes, outputs, interrupts, bindings. Open {@link
 * rowan.workspace.contract.Language} first. Knows cells, how things are drawn, and the model.
 */
package rowan.workspace.contract;
