// What one notebook's kernel tells of its databases, and how the kernel is.
import { Channel, isRowan } from './channel.js';
import { DatabaseModel } from './databaseModel.js';

/** A cell that runs for less is not worth a word. */
const QUIET_MS = 400;

/** For so long it says that it is idle, behind an answer, while a cell runs. */
const BREATH_MS = 50;

export class DatabaseSource {
  constructor(sessionContext) {
    this.sessionContext = sessionContext;
    this.model = new DatabaseModel();
    this.channel = null;
    this.isRowan = false;
    this.hasHeard = false;
    this.isBusy = false;
    this.timer = 0;
  }

  /** Listens to the kernel; `changed()` is called whenever there is something to tell. */
  begin(changed) {
    this.changed = changed;
    this.channel = new Channel(this.sessionContext, 'rowan.database');
    this.sessionContext.kernelChanged.connect(this.kernelChanged, this);
    this.sessionContext.statusChanged.connect(this.statusChanged, this);
    this.sessionContext.connectionStatusChanged.connect(this.statusChanged, this);
    this.sessionContext.iopubMessage.connect(this.iopub, this);
    this.kernelChanged();
  }

  end() {
    clearTimeout(this.timer);
    this.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    this.sessionContext.statusChanged.disconnect(this.statusChanged, this);
    this.sessionContext.connectionStatusChanged.disconnect(this.statusChanged, this);
    this.sessionContext.iopubMessage.disconnect(this.iopub, this);
    this.channel.close();
    this.channel = null;
    this.hasHeard = false;
  }

  async kernelChanged() {
    const { channel } = this;
    this.isRowan = await isRowan(this.sessionContext);
    if (this.isRowan && channel && channel === this.channel) {
      channel.attach(this);
    }
    this.changed();
  }

  statusChanged() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isBusy = this.status === 'busy';
      this.changed();
    }, this.isBusy ? BREATH_MS : QUIET_MS);
    if (!/idle|busy/.test(this.status)) {
      this.changed();
    }
  }

  iopub(_, message) {
    if (message.header.msg_type === 'execute_input') {
      this.model.age();
      this.changed();
    }
  }

  get status() {
    return this.sessionContext.kernelDisplayStatus;
  }

  connected() {
    // The kernel tells what there is by itself.
  }

  heard(message) {
    this.model.heard(message);
    this.hasHeard = true;
    this.changed();
  }

  disconnected() {
    this.model.clear();
    this.hasHeard = false;
    this.changed();
  }

  /** What is to be said in place of the tree; empty where there is one. */
  obstacle() {
    const { sessionContext, status } = this;
    if (/dead|terminating/.test(status)) {
      return 'The kernel has ended. Kernel ▸ Restart Kernel… starts it again.';
    }
    if (/initializing|starting|connecting/.test(status)) {
      return 'The kernel is starting.';
    }
    if (!sessionContext.session?.kernel) {
      return 'This notebook has no kernel. Kernel ▸ Change Kernel… starts one.';
    }
    if (!this.isRowan) {
      return `The kernel of this notebook is ${sessionContext.kernelDisplayName}. Databases of the kernel Rowan are shown here.`;
    }
    if (!sessionContext.session.kernel.handleComms) {
      return 'Another tab is connected to this kernel and shows its databases. Close that one and open this notebook again.';
    }
    if (!this.hasHeard) {
      return 'Asking the kernel.';
    }
    return this.model.connections.length ? '' : 'No database is open yet. The first cell opens one.';
  }

  /**
   * Counts the rows of a table as a cell would: on the notebook's own connection, behind the cell that runs. What the open
   * transaction has changed is counted, and the kernel's interrupt stops it.
   *
   * @throws Error where it was not counted, with the reason
   */
  async count(row) {
    const { name, sql } = row.node;
    this.counted(row, 'counting …');
    const { content } = await this.sessionContext.session.kernel.requestExecute({
      code: '',
      silent: true,
      user_expressions: { rows: `SELECT count(*) || ' rows counted' AS counted FROM ${sql}` }
    }).done;
    const answer = content.user_expressions?.rows;
    const rows = /(\d+) rows counted/.exec(answer?.data?.['text/plain'])?.[1];
    if (rows === undefined) {
      this.counted(row, null);
      throw new Error(`${name} was not counted: ${answer?.evalue ?? 'the cell before it did not end well.'}`);
    }
    this.counted(row, `${Number(rows).toLocaleString('en')} ${rows === '1' ? 'row' : 'rows'}`);
  }

  counted(row, text) {
    this.model.setCount(row, text);
    this.changed();
  }
}
