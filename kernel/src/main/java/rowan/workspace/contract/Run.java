package rowan.workspace.contract;

import rowan.workspace.cell.CellId;

/**
 * What an engine has while it runs a piece of a cell.
 *
 * @param output where it shows what it finds on the way
 * @param interrupt the one token that everything that can block subscribes to
 * @param bindings the values that languages share by name
 * @param cell which cell this is
 */
public record Run(Output output, Interrupt interrupt, Bindings bindings, CellId cell) {}
