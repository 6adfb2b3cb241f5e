import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExpired, requireValidTtl } from '../src/ttl.mjs';
import { idsOf, put, storeIn, temporaryFolder, withContainer } from '../testing/store.mjs';

for (const { defaultTtl, ttl, after, expired, because } of [
  { defaultTtl: 60, after: 59, expired: false, because: 'its time is not over' },
  { defaultTtl: 60, after: 60, expired: true, because: 'its time is over' },
  { defaultTtl: 60, ttl: 10, after: 10, expired: true, because: 'its own time comes first' },
  { defaultTtl: 60, ttl: 100, after: 60, expired: false, because: 'its own time comes first' },
  { defaultTtl: 60, ttl: -1, after: 9999, expired: false, because: 'it says never' },
  { defaultTtl: -1, after: 9999, expired: false, because: 'the container leaves it to items' },
  { defaultTtl: -1, ttl: 10, after: 10, expired: true, because: 'the container leaves it to items' },
  { defaultTtl: undefined, ttl: 10, after: 9999, expired: false, because: 'the container has TTL off' },
]) {
  const verdict = expired ? 'expired' : 'alive';
  test(`Container ${defaultTtl}, item ${ttl}, after ${after} s: ${verdict}, because ${because}`, () => {
    assert.equal(isExpired({ ts: 1000, ttl }, defaultTtl, 1000 + after), expired);
  });
}

for (const ttl of [0, -2, 1.5, '60', null]) {
  test(`An item's ttl of ${JSON.stringify(ttl)} is refused`, () => assert.throws(() => requireValidTtl(ttl), { status: 400 }));
}

test('An overwrite starts the time anew, and a sweep drops what is over for good', (t) => {
  const folder = temporaryFolder(t);
  const { store, clock } = storeIn(folder);
  const container = withContainer(store, { defaultTtl: 60 });
  put(store, container, 'touched');
  put(store, container, 'left');
  clock.ms += 40_000;
  put(store, container, 'touched');
  clock.ms += 40_000;
  assert.deepEqual(idsOf(container.visible(null, store.nowSeconds)), ['touched']);
  assert.deepEqual(idsOf(store.sweep(container)), ['left']);
  assert.equal(container.items, 1);
  store.close();
  assert.equal(storeIn(folder, { ms: 0 }).store.find('db', 'log').items, 1);
});
