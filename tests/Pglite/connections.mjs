const PROTOCOL = 196608;
const SYNC = 'S'.charCodeAt(0);
const EXTENDED = new Set([...'PBDECH'].map(type => type.charCodeAt(0)));

// PGlite is one session. This takes the place of the server's queue, which would let the messages of one connection come between those of
// another's statement: each connection keeps the session until its statement or transaction is over, and works in the schemas of its own
// search path. Locks and notifications of a session remain those of all.
export class Connections {
  #db;
  #waiting = [];
  #paths = new Map();
  #holder = null;
  #isBusy = false;

  constructor(db) {
    this.#db = db;
  }

  enqueue(id, message, onData) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, message, onData, resolve, reject });
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
    if (this.#holder === id) {
      await this.#db.execProtocolRaw(new Uint8Array([SYNC, 0, 0, 0, 4]));
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

  async #execute({ id, message, onData }) {
    const path = searchPathOf(message);
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
    await this.#db.runExclusive(() => this.#db.execProtocolRawStream(message, { onRawData }));
    this.#holder = EXTENDED.has(message[0]) || this.#db.isInTransaction() ? id : null;
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
