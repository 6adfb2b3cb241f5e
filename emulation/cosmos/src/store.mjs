import { randomUUID } from 'node:crypto';
import { Container } from './container.mjs';
import { fromDocument, keyOf } from './partition-key.mjs';
import { itemRid, numberOf } from './resource-id.mjs';

const COMPACT_ABOVE = 64 << 20;
const DOCUMENT = ',"d":';

/**
 * All state: the package's account (databases and containers) and the items, each change journalled before it shows.
 * Lines: `db`, `db-`, `coll`, `coll-` (properties and counters), `put` (an item's JSON text as it is served), `del`.
 */
export class Store {
  #containers = new Map();
  #journal;
  #compacting = null;

  constructor({ account, journal, now, compactAbove = COMPACT_ABOVE }) {
    Object.assign(this, { account, now, compactAbove });
    this.#journal = journal;
    journal.recover((line) => this.#apply(line));
  }

  get nowSeconds() {
    return Math.floor(this.now() / 1000);
  }

  /** The container by names or `_rid`s, or undefined. */
  find(databaseId, containerId) {
    return this.#containers.get(this.account.database(databaseId).collection(containerId).read()?._rid);
  }

  /** Every container with its full name, `database/container`. */
  *containers() {
    for (const database of this.account.databases.read().result) {
      for (const { id, _rid } of this.account.database(database.id).collections.read().result) {
        yield [`${database.id}/${id}`, this.#containers.get(_rid)];
      }
    }
  }

  /** Stores an item's body over `previous` (or as new), and returns its record. */
  put(container, partitionValues, body, previous) {
    const ts = this.nowSeconds;
    const rid = previous?.rid ?? itemRid(container.rid, container.ridCount + 1);
    const document = {
      ...body,
      _rid: rid,
      _self: `${container.definition._self}/docs/${rid}/`,
      _etag: `"${randomUUID()}"`,
      _attachments: 'attachments/',
      _ts: ts,
    };
    const text = JSON.stringify(document);
    const lsn = container.lsn + 1;
    this.#append(`{"t":"put","c":"${container.rid}","l":${lsn}${DOCUMENT}${text}}\n`);
    if (!previous) container.ridCount += 1;
    const record = recordOf(keyOf(partitionValues), lsn, document, text);
    container.put(record);
    return record;
  }

  remove(container, record) {
    const lsn = container.lsn + 1;
    this.#append(deletion(container, record, lsn));
    container.lsn = lsn;
    container.remove(record);
  }

  /** Drops what is past its time to live, and returns what was dropped. */
  sweep(container) {
    const expired = container.expired(this.nowSeconds);
    if (expired.length === 0) return expired;
    this.#append(expired.map((record) => deletion(container, record, container.lsn)).join(''));
    for (const record of expired) container.remove(record);
    return expired;
  }

  setDatabase(data) {
    this.#append(this.#databaseLine(data));
  }

  removeDatabase(data, containerRids) {
    this.#append(`${JSON.stringify({ t: 'db-', id: data.id })}\n`);
    for (const rid of containerRids) this.#containers.delete(rid);
  }

  setContainer(database, data) {
    const container = this.#containers.get(data._rid) ?? new Container(data);
    this.#append(this.#containerLine(database, data, container));
    container.definition = data;
    this.#containers.set(data._rid, container);
  }

  removeContainer(database, data) {
    this.#append(`${JSON.stringify({ t: 'coll-', db: database.id, id: data.id, c: data._rid })}\n`);
    this.#containers.delete(data._rid);
  }

  /** Writes a new snapshot of what has not expired, beside the running work; one at a time. */
  compact() {
    this.#compacting ??= this.#journal.compact(this.#snapshot()).finally(() => {
      this.#compacting = null;
    });
    return this.#compacting;
  }

  close() {
    this.#journal.close();
  }

  #append(lines) {
    this.#journal.append(lines);
    if (this.#compacting || this.#journal.size < Math.max(this.compactAbove, this.#journal.snapshotSize)) return;
    // Later, because the change just journalled does not show yet and would be missing from the snapshot.
    setImmediate(() => this.compact().catch((error) => console.error(`Compaction failed: ${error.message}`)));
  }

  /** The state now, as lines; records do not change, so they may be written while work goes on. */
  #snapshot() {
    const head = [];
    const records = [];
    for (const data of this.account.databases.read().result) {
      head.push(this.#databaseLine(data));
      for (const properties of this.account.database(data.id).collections.read().result) {
        const container = this.#containers.get(properties._rid);
        head.push(this.#containerLine(data, properties, container));
        for (const record of container.changes(0)) {
          if (container.isVisible(record, this.nowSeconds)) records.push([container.rid, record.lsn, record.text]);
        }
      }
    }
    return (function* () {
      yield* head;
      for (const [rid, lsn, text] of records) yield `{"t":"put","c":"${rid}","l":${lsn}${DOCUMENT}${text}}\n`;
    })();
  }

  #databaseLine(data) {
    const k = this.account.database(data.id).collections._ridCount;
    return `${JSON.stringify({ t: 'db', n: this.account.databases._ridCount, k, d: data })}\n`;
  }

  #containerLine(database, data, { lsn, ridCount }) {
    const n = this.account.database(database.id).collections._ridCount;
    return `${JSON.stringify({ t: 'coll', db: database.id, n, l: lsn, r: ridCount, d: data })}\n`;
  }

  #apply(line) {
    const change = JSON.parse(line);
    switch (change.t) {
      case 'put': {
        const container = this.#containers.get(change.c);
        const partition = keyOf(fromDocument(change.d, container.partitionPaths));
        container.put(recordOf(partition, change.l, change.d, line.slice(line.indexOf(DOCUMENT) + DOCUMENT.length, -1)));
        container.ridCount = Math.max(container.ridCount, numberOf(change.d._rid));
        break;
      }
      case 'del': {
        const container = this.#containers.get(change.c);
        const record = container.find(change.p, change.id);
        if (record) container.remove(record);
        container.lsn = Math.max(container.lsn, change.l);
        break;
      }
      case 'db':
        restore(this.account.databases, change);
        this.account.database(change.d.id).collections._ridCount = change.k;
        break;
      case 'db-':
        for (const { _rid } of this.account.database(change.id).collections.read().result) this.#containers.delete(_rid);
        this.account.databases.delete(change.id, change.id);
        break;
      case 'coll':
        this.#applyContainer(change);
        break;
      case 'coll-':
        this.account.database(change.db).collections.delete(change.id, change.id);
        this.#containers.delete(change.c);
        break;
      default:
        throw new Error(`The journal holds a line that this emulator does not know: ${line.slice(0, 100)}`);
    }
  }

  #applyContainer({ db, n, l, r, d }) {
    const { collections } = this.account.database(db);
    restore(collections, { n, d });
    const definition = collections._item('/id', d.id, d.id).read();
    const container = this.#containers.get(d._rid) ?? new Container(definition);
    Object.assign(container, { definition, lsn: Math.max(l, container.lsn), ridCount: Math.max(r, container.ridCount) });
    this.#containers.set(d._rid, container);
  }
}

/** Puts back what the package holds, with the identity it had: clients remember `_rid`s over a restart. */
function restore(items, { n, d }) {
  items._set(d);
  items._ridCount = n;
}

function deletion(container, { partition, id }, lsn) {
  return `${JSON.stringify({ t: 'del', c: container.rid, l: lsn, p: partition, id })}\n`;
}

function recordOf(partition, lsn, { id, ttl, _rid, _ts, _etag }, text) {
  return { id, partition, lsn, ttl, rid: _rid, ts: _ts, etag: _etag, text: Buffer.from(text), live: true };
}
