// The kernel's state in the notebook's toolbar: database, open transaction, read-only, running time.
import { Widget } from '@lumino/widgets';
import { Channel, isRowan } from './channel.js';

/** A cell that runs for less is not worth a clock. */
const QUIET_MS = 1_000;

class Badge extends Widget {
  constructor(sessionContext) {
    super();
    this.addClass('rowan-Badge');
    this.words = document.createElement('span');
    this.words.setAttribute('role', 'status');
    this.clock = document.createElement('span');
    // It changes four times a second: a screen reader that spoke it would say nothing else.
    this.clock.setAttribute('aria-hidden', 'true');
    this.node.append(this.words, this.clock);
    this.state = {};
    this.busySince = 0;
    this.timer = 0;
    this.sessionContext = sessionContext;
    this.channel = new Channel(sessionContext, 'rowan.status');
    sessionContext.kernelChanged.connect(this.kernelChanged, this);
    sessionContext.statusChanged.connect(this.statusChanged, this);
    this.kernelChanged();
  }

  async kernelChanged() {
    if ((await isRowan(this.sessionContext)) && !this.isDisposed) {
      this.channel.attach(this);
    }
    this.paint();
  }

  statusChanged(_, status) {
    if (status === 'busy' && !this.busySince) {
      this.busySince = Date.now();
      this.timer = setInterval(() => this.paint(), 250);
    } else if (status !== 'busy') {
      // While a cell runs, the kernel says busy again at once behind every other answer.
      setTimeout(() => {
        if (this.sessionContext.session?.kernel?.status !== 'busy') {
          clearInterval(this.timer);
          this.busySince = 0;
          this.paint();
        }
      }, 50);
    }
  }

  connected() {
    // The kernel tells its state by itself.
  }

  heard(state) {
    this.state = state;
    this.paint();
  }

  disconnected() {
    this.state = {};
    this.paint();
  }

  paint() {
    const { connection, database, readOnly, transaction } = this.state;
    const running = this.busySince ? Date.now() - this.busySince : 0;
    const time = running > QUIET_MS ? `${(running / 1000).toFixed(running < 10_000 ? 1 : 0)} s` : '';
    const words = [connection, readOnly ? 'read-only' : '', transaction ? 'transaction open' : ''].filter(Boolean).join(' · ');
    const text = connection ? words : '';
    if (this.words.textContent !== text) {
      this.words.textContent = text;
    }
    this.clock.textContent = text && time && ` · ${time}`;
    this.node.title = [database, transaction].filter(Boolean).join('\n');
    this.node.dataset.transaction = String(Boolean(transaction));
    this.setHidden(!text);
  }

  dispose() {
    if (!this.isDisposed) {
      clearInterval(this.timer);
      this.sessionContext.kernelChanged.disconnect(this.kernelChanged, this);
      this.sessionContext.statusChanged.disconnect(this.statusChanged, this);
      this.channel.close();
      super.dispose();
    }
  }
}

export const status = {
  id: 'rowan-labextension:status',
  description: 'Shows the state of Rowan in the toolbar.',
  autoStart: true,
  activate: app => {
    app.docRegistry.addWidgetExtension('Notebook', {
      createNew: (panel, context) => {
        const badge = new Badge(context.sessionContext);
        panel.toolbar.insertBefore('kernelName', 'rowan-status', badge);
        return badge;
      }
    });
  }
};
