/** The five sockets of a kernel; the only place that imports ZeroMQ. Open {@link rowan.jupyter.zmq.Sockets} first. */
package rowan.jupyter.zmq;
