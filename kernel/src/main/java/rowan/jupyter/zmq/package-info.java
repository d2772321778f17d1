/**
 * ZeroMQ, by JeroMQ, as far as Jupyter needs it: the five sockets of a kernel, and how much of the memory strangers and those
 * who do not read may have. Open {@link rowan.jupyter.zmq.Sockets} first.
 */
package rowan.jupyter.zmq;
