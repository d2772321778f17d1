/**
 * Rowan: a Jupyter kernel in which a cell is SQL or Java, and every query can be seen as a table, as a plan and as a
 * measured experiment.
 *
 * <p>A cell's way through the house:
 *
 * <pre>
 * execute_request ─ jupyter.zmq ─ jupyter.protocol ─ jupyter.Kernel
 *   └► workspace.Workspace.run ─ workspace.cell.Cell ─┬─ a command → its row in magic → sql, experiment, jshell
 *                                                     └─ else → a workspace.contract.Language: SQL or Java
 *        engines hand over values from model; they never draw
 *   display.Renderers: value → display.markup.MimeBundle, in one place, on its way to the sink
 *   └► workspace.contract.Sink: iopub · an .ipynb file · a test's list
 * </pre>
 *
 * <p>Open {@link rowan.Main} first, the command line; {@link rowan.Workspaces} puts a workspace together. Which package may
 * know which is held by a test over all compiled classes.
 */
package rowan;
