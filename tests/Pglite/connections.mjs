const PROTOCOL = 196608;
const SYNC = new Uint8Array(['S'.charCodeAt(0), 0, 0, 0, 4]);
const FLUSH = 'H'.charCodeAt(0);
const UNFINISHED = new Set([...'PBDEC'].map(type => type.charCodeAt(0)));

// PGlite is one session. This takes the place of the server's queue, which would let the messages of one connection come between those of
// another's statement, and run each by itself: here a connection's messages are run together as soon as it waits for an answer, it keeps the
// session until its transaction is over, and works in the schemas of its own search path. Locks and notifications remain those of all.
export class Connections {
  #db;
  #waiting = [];
  #unfinished = new Map();
  #paths = new Map();
  #holder = null;
  #isBusy = false;

  constructor(db) {
    this.#db = db;
  }

  enqueue(id, message, onData) {
    const messages = [...(this.#unfinished.get(id) ?? []), message];
    if (UNFINISHED.has(message[0])) {
      this.#unfinished.set(id, messages);
      return Promise.resolve(0);
    }

    this.#unfinished.delete(id);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, messages, onData, resolve, reject });
      this.#run();
    });
  }

  getQueueLength() {
    return this.#waiting.length;
  }

  clearQueueForHandler(id) {
    for (const gone of this.#waiting.filter(entry => entry.id === id)) {
      gone.reject(new Error('The connection was closed.'));
    }

    this.#waiting = this.#waiting.filter(entry => entry.id !== id);
  }

  async clearTransactionIfNeeded(id) {
    this.#paths.delete(id);
    this.#unfinished.delete(id);
    if (this.#holder === id) {
      await this.#db.execProtocolRaw(SYNC);
      await this.#db.exec('ROLLBACK');
      this.#holder = null;
      this.#run();
    }
  }

  async #run() {
    if (this.#isBusy) {
      return;
    }

    this.#isBusy = true;
    for (let next; (next = this.#take()); ) {
      try {
        next.resolve(await this.#execute(next));
      } catch (error) {
        next.reject(error);
      }
    }

    this.#isBusy = false;
  }

  #take() {
    const index = this.#waiting.findIndex(entry => this.#holder === null || entry.id === this.#holder);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  async #execute({ id, messages, onData }) {
    const last = messages.at(-1);
    const path = searchPathOf(last);
    if (path) {
      this.#paths.set(id, path);
    } else if (this.#holder === null && this.#paths.has(id)) {
      await this.#db.exec(`SET search_path TO ${this.#paths.get(id)}`);
    }

    let length = 0;
    const onRawData = data => {
      length += data.length;
      onData(data);
    };
    const all = new Uint8Array(await new Blob(messages).arrayBuffer());
    await this.#db.runExclusive(() => this.#db.execProtocolRawStream(all, { onRawData }));
    this.#holder = last[0] === FLUSH || this.#db.isInTransaction() ? id : null;
    return length;
  }
}

// The first message of a connection has no type, but a length, a version, and pairs of names and values.
function searchPathOf(message) {
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  if (message[0] !== 0 || message.length < 8 || view.getInt32(4) !== PROTOCOL) {
    return undefined;
  }

  const words = new TextDecoder().decode(message.subarray(8)).split('\0');
  const name = words.findIndex((word, index) => index % 2 === 0 && word === 'search_path');
  return name < 0 ? undefined : words[name + 1];
}
