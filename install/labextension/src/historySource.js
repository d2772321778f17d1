// What was run, as the kernel of one notebook tells it: pages, the newest first.
import { Channel, isRowan } from './channel.js';

export class HistorySource {
  /** @param changed is called whenever there is something else to show */
  constructor(sessionContext, changed) {
    this.sessionContext = sessionContext;
    this.changed = changed;
    this.words = '';
    this.entries = [];
    this.hasMore = false;
    /** The words of what is there; nothing where nothing has been told yet. */
    this.shown = null;
    this.asked = null;
    this.isStale = false;
    this.send = null;
    this.channel = new Channel(sessionContext, 'rowan.history', () => this.first());
    sessionContext.kernelChanged.connect(this.kernelChanged, this);
    sessionContext.iopubMessage.connect(this.iopub, this);
    this.kernelChanged();
  }

  end() {
    this.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
    this.sessionContext.iopubMessage.disconnect(this.iopub, this);
    this.channel.close();
    this.channel = null;
    this.send = null;
  }

  async kernelChanged() {
    if (await isRowan(this.sessionContext)) {
      this.channel?.attach(this);
    }
  }

  /** A cell begins, or one has ended. */
  iopub(_, { header, parent_header: parent, content }) {
    const hasEnded = header.msg_type === 'status' && content.execution_state === 'idle' && parent.msg_type === 'execute_request';
    if (header.msg_type === 'execute_input' || hasEnded) {
      this.refresh();
    }
  }

  connected(send) {
    this.send = send;
  }

  disconnected() {
    this.send = null;
    this.asked = null;
    this.changed();
  }

  search(words) {
    this.words = words;
    this.refresh();
  }

  /** The question for the first page, with which the channel is opened. */
  first() {
    this.asked = { words: this.words };
    return this.asked;
  }

  refresh() {
    this.ask(() => this.first());
  }

  /** Asks for the page behind the last. */
  more() {
    this.ask(() => ({ words: this.words, before: this.entries.at(-1).id }));
  }

  /** One question after the other: during one, that its answer will be old is all that is remembered. */
  ask(question) {
    if (this.asked) {
      this.isStale = true;
    } else if (this.send) {
      this.asked = question();
      this.send(this.asked);
    }
  }

  heard({ question: { words, before }, entries, more }) {
    const isPage = before !== undefined;
    // What was asked for page by page stays behind a first page that is asked for anew and reaches to it.
    const last = entries.at(-1)?.id;
    const reaches = !isPage && words === this.shown && this.entries.some(({ id }) => id >= last);
    const older = reaches ? this.entries.filter(({ id }) => id < last) : [];
    this.entries = isPage ? [...this.entries, ...entries] : [...entries, ...older];
    this.hasMore = older.length > 0 ? this.hasMore : more;
    this.shown = words;
    this.asked = null;
    if (this.isStale) {
      this.isStale = false;
      this.refresh();
    }
    this.changed();
  }
}
