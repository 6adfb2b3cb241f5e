const fresh = () => ({ count: 0, requestUnits: 0, bytes: 0, failed: 0 });

/** Counts what each container was asked to do, by kind of operation, since the last reset. */
export class Stats {
  #now;
  #since;
  #containers = new Map();

  constructor(now) {
    this.#now = now;
    this.reset();
  }

  record(container, operation, { charge, bytes = 0, failed = false }) {
    const operations = this.#containers.get(container) ?? new Map();
    this.#containers.set(container, operations);
    const tally = operations.get(operation) ?? fresh();
    operations.set(operation, tally);
    tally.count += 1;
    tally.requestUnits = Math.round((tally.requestUnits + charge) * 100) / 100;
    tally.bytes += bytes;
    if (failed) tally.failed += 1;
  }

  reset() {
    this.#containers.clear();
    this.#since = new Date(this.#now()).toISOString();
  }

  /** `stored` is what each container holds now, by name: `{ items, bytes }`. */
  report(stored) {
    const names = [...new Set([...Object.keys(stored), ...this.#containers.keys()])].sort();
    const containers = {};
    for (const name of names) {
      const operations = Object.fromEntries(this.#containers.get(name) ?? []);
      containers[name] = { ...(stored[name] ?? { items: 0, bytes: 0 }), operations };
    }
    return { since: this.#since, containers };
  }
}
