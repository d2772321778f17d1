/** ZeroMQ, as far as Jupyter needs it: the five sockets of a kernel. Open {@link rowan.jupyter.zmq.Sockets} first; {@code Zmtp} has the bytes. */
package rowan.jupyter.zmq;
