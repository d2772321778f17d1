/** Jupyter's message loop over a workspace. Open {@link rowan.jupyter.Kernel} first. Knows the workspace, display and model; {@code jupyter.protocol} has the messages, {@code jupyter.zmq} the sockets. */
package rowan.jupyter;
