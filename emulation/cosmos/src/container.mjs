import { isExpired } from './ttl.mjs';
import { keyOf } from './partition-key.mjs';

const FEED_SLACK = 1000;

/**
 * The items of one container: by partition and id for reads, and by LSN for the change feed. Each write makes a new record with the
 * next LSN; the one it replaces is marked dead and dropped from the feed when enough of them are.
 */
export class Container {
  #partitions = new Map();
  #feed = [];
  #dead = 0;
  lsn = 0;
  ridCount = 0;
  items = 0;
  bytes = 0;

  /** `definition` is the container's properties as the service answers them; replacing the container replaces it. */
  constructor(definition) {
    this.definition = definition;
  }

  get rid() {
    return this.definition._rid;
  }

  get partitionPaths() {
    return this.definition.partitionKey.paths;
  }

  isVisible(record, nowSeconds) {
    return record.live && !isExpired(record, this.definition.defaultTtl, nowSeconds);
  }

  /** The record of an item, also when expired; undefined when there is none. */
  find(partition, id) {
    return this.#partitions.get(partition)?.get(id);
  }

  put(record) {
    const items = this.#partitions.get(record.partition) ?? new Map();
    this.#partitions.set(record.partition, items);
    const previous = items.get(record.id);
    if (previous) {
      this.#retire(previous);
      // An item made anew belongs at the end, where its `_rid` is; an overwritten one stays where it was.
      if (previous.rid !== record.rid) items.delete(record.id);
    }
    items.set(record.id, record);
    this.items += 1;
    this.bytes += record.text.length;
    this.lsn = Math.max(this.lsn, record.lsn);
    this.#feed.push(record);
  }

  remove(record) {
    const items = this.#partitions.get(record.partition);
    items.delete(record.id);
    if (items.size === 0) this.#partitions.delete(record.partition);
    this.#retire(record);
  }

  /** Visible records: of the given partitions (each a list of values), or of all of them for null. */
  *visible(partitions, nowSeconds) {
    for (const items of this.#selected(partitions)) {
      for (const record of items.values()) if (this.isVisible(record, nowSeconds)) yield record;
    }
  }

  /** Live records with an LSN above `after`, oldest first. */
  *changes(after, partition) {
    if (partition) {
      const items = [...this.#selected([partition])].flatMap((map) => [...map.values()]);
      yield* items.filter((record) => record.lsn > after).sort((a, b) => a.lsn - b.lsn);
      return;
    }
    for (let i = this.#firstAfter(after); i < this.#feed.length; i += 1) if (this.#feed[i].live) yield this.#feed[i];
  }

  expired(nowSeconds) {
    const { defaultTtl } = this.definition;
    return this.#feed.filter((record) => record.live && isExpired(record, defaultTtl, nowSeconds));
  }

  *#selected(partitions) {
    if (partitions === null) {
      yield* this.#partitions.values();
      return;
    }
    for (const values of partitions) {
      const items = this.#partitions.get(keyOf(values));
      if (items) yield items;
    }
  }

  #retire(record) {
    record.live = false;
    this.items -= 1;
    this.bytes -= record.text.length;
    this.#dead += 1;
    if (this.#dead < FEED_SLACK || this.#dead * 2 < this.#feed.length) return;
    this.#feed = this.#feed.filter(({ live }) => live);
    this.#dead = 0;
  }

  #firstAfter(lsn) {
    let [low, high] = [0, this.#feed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#feed[middle].lsn > lsn) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
