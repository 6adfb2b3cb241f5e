import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOf, put, storeIn, temporaryFolder, withContainer } from '../testing/store.mjs';

test('A reopened store holds the same items, identities and counters', (t) => {
  const folder = temporaryFolder(t);
  const { store } = storeIn(folder);
  const container = withContainer(store, { defaultTtl: 60 });
  put(store, container, '1');
  put(store, container, '1', 'b');
  put(store, container, '1', 'a', { n: 2 });
  store.remove(container, container.find('["b"]', '1'));
  store.close();

  const again = storeIn(folder).store;
  const same = again.find('db', 'log');
  assert.deepEqual(same.definition, container.definition);
  assert.equal(same.lsn, 4);
  assert.deepEqual([...same.visible(null, again.nowSeconds)], [...container.visible(null, store.nowSeconds)]);
  assert.equal(put(again, same, '2').rid > put(store, container, '1').rid, true);
});

test('A snapshot holds the state, drops what has expired, and keeps the LSN of deleted items', async (t) => {
  const folder = temporaryFolder(t);
  const { store, clock } = storeIn(folder);
  const container = withContainer(store, { defaultTtl: 60 });
  put(store, container, 'old');
  clock.ms += 120_000;
  put(store, container, 'new');
  store.remove(container, put(store, container, 'deleted'));
  await store.compact();
  put(store, container, 'later');
  store.close();

  const same = storeIn(folder, clock).store.find('db', 'log');
  assert.deepEqual(idsOf(same.changes(0)), ['new', 'later']);
  assert.equal(same.lsn, 5);
});

test('A large journal is compacted while work goes on', async (t) => {
  const folder = temporaryFolder(t);
  const { store } = storeIn(folder);
  store.compactAbove = 2000;
  const container = withContainer(store);
  for (let n = 0; n < 500; n += 1) {
    put(store, container, `${n % 7}`, 'a', { n });
    if (n % 50 === 0) await new Promise(setImmediate);
  }
  await store.compact();
  store.close();

  const same = storeIn(folder).store.find('db', 'log');
  assert.equal(same.lsn, 500);
  assert.deepEqual(idsOf(same.changes(0)), [493, 494, 495, 496, 497, 498, 499].map((n) => `${n % 7}`));
});

test('A deleted and remade container is empty and has another identity', (t) => {
  const folder = temporaryFolder(t);
  const { store } = storeIn(folder);
  const container = withContainer(store);
  put(store, container, '1');
  const database = store.account.database('db');
  database.collections.delete('log', 'log');
  store.removeContainer(database.read(), container.definition);
  const data = database.collections.create({ id: 'log', partitionKey: { paths: ['/shard'] } });
  store.setContainer(database.read(), data);
  store.close();

  const remade = storeIn(folder).store.find('db', 'log');
  assert.notEqual(remade.rid, container.rid);
  assert.equal(remade.items, 0);
});
