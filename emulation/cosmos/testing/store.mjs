import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../src/journal.mjs';
import { Account } from '../src/package-parts.mjs';
import { Store } from '../src/store.mjs';

const START = Date.UTC(2026, 0, 1);

/** A folder that goes when the test ends. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'statushawk-cosmos-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A store with a clock that stands until it is moved, and one container partitioned by `/shard`. */
export function storeIn(folder, clock = { ms: START }) {
  const store = new Store({ account: new Account('127.0.0.1', 0), journal: new Journal(folder), now: () => clock.ms });
  return { store, clock };
}

export function withContainer(store, properties = {}) {
  store.setDatabase(store.account.databases.create({ id: 'db' }));
  const database = store.account.database('db');
  const data = database.collections.create({ id: 'log', partitionKey: { paths: ['/shard'] }, ...properties });
  store.setContainer(database.read(), data);
  return store.find('db', 'log');
}

export function put(store, container, id, shard = 'a', fields = {}) {
  return store.put(container, [shard], { id, shard, ...fields }, container.find(JSON.stringify([shard]), id));
}

export const idsOf = (records) => [...records].map(({ id }) => id);
