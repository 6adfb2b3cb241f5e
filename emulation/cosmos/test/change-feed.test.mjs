import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeed } from '../src/change-feed.mjs';
import { put, storeIn, temporaryFolder, withContainer } from '../testing/store.mjs';

function opened(t, properties) {
  const { store, clock } = storeIn(temporaryFolder(t));
  const container = withContainer(store, properties);
  const read = (position, options = {}) => {
    const page = readFeed(container, { position, since: 0, partition: null, pageSize: 100, nowSeconds: store.nowSeconds, ...options });
    return { ids: page.texts.map((text) => JSON.parse(text).id), lsn: page.lsn, texts: page.texts };
  };
  return { store, clock, container, read };
}

test('Pages go on where the page before ended, until nothing is new', (t) => {
  const { store, container, read } = opened(t);
  for (const id of ['1', '2', '3']) put(store, container, id);
  const first = read(undefined, { pageSize: 2 });
  assert.deepEqual(first.ids, ['1', '2']);
  const second = read(`"${first.lsn}"`, { pageSize: 2 });
  assert.deepEqual(second.ids, ['3']);
  assert.deepEqual(read(`"${second.lsn}"`).ids, []);
});

test('An item changed between two pages shows again, in its latest version only', (t) => {
  const { store, container, read } = opened(t);
  for (const id of ['1', '2', '3']) put(store, container, id);
  const { lsn } = read(undefined, { pageSize: 1 });
  put(store, container, '1', 'a', { n: 1 });
  put(store, container, '1', 'a', { n: 2 });
  const page = read(`"${lsn}"`);
  assert.deepEqual(page.ids, ['2', '3', '1']);
  assert.equal(JSON.parse(page.texts[2]).n, 2);
  assert.equal(JSON.parse(page.texts[2])._lsn, 5);
});

test('Deleted and expired items do not show, and the position moves past them', (t) => {
  const { store, clock, container, read } = opened(t, { defaultTtl: 60 });
  put(store, container, '1');
  store.remove(container, put(store, container, '2'));
  clock.ms += 61_000;
  assert.deepEqual(read(undefined), { ids: [], lsn: 3, texts: [] });
});

test('Now is after everything there is', (t) => {
  const { store, container, read } = opened(t);
  put(store, container, '1');
  const now = read('*');
  assert.deepEqual(now.ids, []);
  put(store, container, '2');
  assert.deepEqual(read(`"${now.lsn}"`).ids, ['2']);
});

test('A partition\'s feed shows its own items in the order of change', (t) => {
  const { store, container, read } = opened(t);
  put(store, container, '1');
  put(store, container, '2');
  put(store, container, '3', 'b');
  put(store, container, '1');
  assert.deepEqual(read(undefined, { partition: ['a'] }).ids, ['2', '1']);
});

test('The feed is whole after so many overwrites that it was thinned out', (t) => {
  const { store, container, read } = opened(t);
  put(store, container, 'first');
  for (let n = 0; n < 5000; n += 1) put(store, container, `${n % 10}`);
  assert.deepEqual(read(undefined).ids, ['first', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  assert.deepEqual(read('"4999"').ids, ['8', '9']);
});

for (const position of ['"99"', 'nonsense']) {
  test(`A position that is not this container's is refused: ${position}`, (t) => {
    const { read } = opened(t);
    assert.throws(() => read(position), { status: 400 });
  });
}
