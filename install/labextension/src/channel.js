// A channel to the kernel, kept open as long as there is a kernel that answers.

/** Whether the kernel is Rowan; others know none of its targets and would complain. */
export async function isRowan(sessionContext) {
  const info = await sessionContext.session?.kernel?.info;
  return info?.implementation === 'rowan';
}

/** A comm to a target of the kernel; opened again when the kernel is another one, or has been started again. */
export class Channel {
  constructor(sessionContext, target, opening = () => ({})) {
    this.sessionContext = sessionContext;
    this.target = target;
    this.opening = opening;
    this.comm = null;
    this.refused = null;
    sessionContext.kernelChanged.connect(this.kernelChanged, this);
    sessionContext.statusChanged.connect(this.statusChanged, this);
  }

  /** Who is told: `connected(send)`, `heard(message)`, `disconnected()`. */
  attach(listener) {
    this.listener = listener;
    this.connect();
  }

  connect() {
    const kernel = this.sessionContext.session?.kernel;
    // Only the first connection of a page to a kernel carries comms, and a comm that is opened before the kernel has
    // said a word can be lost.
    const ready = kernel?.handleComms && /^(idle|busy)$/.test(kernel.status) && kernel !== this.refused;
    if (this.comm || !ready || !this.listener) {
      return;
    }
    const comm = kernel.createComm(this.target);
    this.comm = comm;
    comm.onMsg = message => this.listener.heard(message.content.data);
    comm.onClose = () => {
      if (this.comm === comm) {
        this.refused = kernel;
        this.cut();
      }
    };
    this.listener.connected(data => {
      if (!comm.isDisposed) {
        comm.send(data);
      }
    });
    comm.open(this.opening());
  }

  cut() {
    if (this.comm) {
      this.comm = null;
      this.listener?.disconnected();
    }
  }

  reconnect() {
    this.refused = null;
    this.shut();
    this.connect();
  }

  kernelChanged() {
    this.refused = null;
    this.cut();
    this.connect();
  }

  statusChanged(_, status) {
    // A restart closes no comm, it only forgets it.
    if (/restarting|dead|terminating/.test(status)) {
      this.refused = null;
      this.cut();
    } else {
      this.connect();
    }
  }

  shut() {
    const comm = this.comm;
    this.comm = null;
    if (comm && !comm.isDisposed) {
      try {
        comm.close();
      } catch {
        // The kernel has gone first.
      }
    }
  }

  close() {
    this.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    this.sessionContext.statusChanged.disconnect(this.statusChanged, this);
    this.shut();
    this.listener = null;
  }
}
