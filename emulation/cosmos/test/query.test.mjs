import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile, execute, partitionsOf } from '../src/query-engine.mjs';
import { put, storeIn, temporaryFolder, withContainer } from '../testing/store.mjs';

const options = { pageSize: 1000, compositeIndexes: [] };
const container = { partitionPaths: ['/shard'] };

for (const [filter, expected] of [
  ['c.shard = @s', [['x']]],
  ["@s = c['shard'] AND c.n > 1", [['x']]],
  ["(c.id = '1' AND c.shard = 'p') OR (c.id = '2' AND c.shard = 'q')", [['p'], ['q']]],
  ["c.shard IN ('p', 'q', 'p')", [['p'], ['q']]],
  ["c.shard = 'p' OR c.n = 1", null],
  ["c.other.shard = 'p'", null],
  ['c.shard > @s', null],
  ['c.shard = c.n', null],
]) {
  test(`WHERE ${filter} reads ${expected ? `partitions ${expected}` : 'any partition'}`, () => {
    assert.deepEqual(partitionsOf(`SELECT * FROM c WHERE ${filter}`, container, [{ name: '@s', value: 'x' }]), expected);
  });
}

test('A page charges for what the filter let through to it, an aggregate for all of that', (t) => {
  const { store } = storeIn(temporaryFolder(t));
  const log = withContainer(store);
  const size = put(store, log, '0').text.length;
  for (let n = 1; n < 10; n += 1) put(store, log, `${n}`);
  const run = (sql, more) => execute(sql, [], [...log.visible(null, store.nowSeconds)], { ...options, ...more });
  assert.equal(run("SELECT * FROM c WHERE c.id = '3'").examinedBytes, size);
  assert.equal(run('SELECT * FROM c', { pageSize: 4 }).examinedBytes, 4 * size);
  assert.equal(run("SELECT VALUE COUNT(1) FROM c WHERE c.id > '4'").examinedBytes, 5 * size);
});

test('Pages are cut at 4 MB and go on after it', (t) => {
  const { store } = storeIn(temporaryFolder(t));
  const log = withContainer(store);
  for (let n = 0; n < 6; n += 1) put(store, log, `${n}`, 'a', { payload: 'x'.repeat(1 << 20) });
  const records = [...log.visible(null, store.nowSeconds)];
  const first = execute('SELECT * FROM c', [], records, options);
  assert.equal(first.texts.length, 3);
  const second = execute('SELECT * FROM c', [], records, { ...options, token: first.token });
  assert.deepEqual([second.texts.length, second.token], [3, null]);
});

test('Undefined values are left out as the service leaves them out', (t) => {
  const { store } = storeIn(temporaryFolder(t));
  const log = withContainer(store);
  put(store, log, '1', 'a', { n: 1 });
  put(store, log, '2');
  const run = (sql) => execute(sql, [], [...log.visible(null, store.nowSeconds)], options).texts;
  assert.deepEqual(run('SELECT VALUE c.n FROM c'), ['1']);
  assert.deepEqual(run('SELECT c.id, c.n FROM c'), ['{"id":"1","n":1}', '{"id":"2"}']);
  assert.deepEqual(run('SELECT VALUE [c.n, c.id] FROM c'), ['[1,"1"]', '["2"]']);
});

for (const [filter, expected] of [
  ["CONTAINS(c.name, 'shop')", ['2']],
  ["CONTAINS(c.name, 'shop', false)", ['2']],
  ["CONTAINS(c.name, 'SHOP', true)", ['1', '2']],
  ["STARTSWITH(c.name, 'my', true)", ['1']],
  ["ENDSWITH(c.name, 'PING', true)", ['2']],
  ["CONTAINS(c.name, 'shop', 'true')", []],
  ["CONTAINS(c.missing, 'shop', true) OR CONTAINS(c.name, 'my s', true)", ['1']],
  ["NOT CONTAINS(c.missing, 'shop', true)", []],
  ["ARRAY_CONTAINS(@ids, c.id)", ['2', '3']],
  ["ARRAY_CONTAINS(c.tags, 'eu')", ['1']],
]) {
  test(`WHERE ${filter} finds ${expected.length ? expected : 'nothing'}`, (t) => {
    const { store } = storeIn(temporaryFolder(t));
    const log = withContainer(store);
    put(store, log, '1', 'a', { name: 'My Shop', tags: ['eu'] });
    put(store, log, '2', 'a', { name: 'shopping', tags: [] });
    put(store, log, '3', 'a', { name: 7 });
    const run = (sql) => execute(sql, [{ name: '@ids', value: ['3', '2'] }], [...log.visible(null, store.nowSeconds)], options).texts;
    assert.deepEqual(run(`SELECT VALUE c.id FROM c WHERE ${filter}`).map((text) => JSON.parse(text)), expected);
  });
}

test('Several properties are ordered by a composite index or not at all', (t) => {
  const { store } = storeIn(temporaryFolder(t));
  const log = withContainer(store);
  for (const [id, n] of [['1', 2], ['2', 1], ['3', 1]]) put(store, log, id, 'a', { n });
  const run = (sql, compositeIndexes, more) => execute(sql, [], [...log.visible(null, store.nowSeconds)], { ...options, compositeIndexes, ...more });
  const descending = [[{ path: '/n', order: 'descending' }, { path: '/id', order: 'descending' }]];
  const sql = 'SELECT VALUE c.id FROM c ORDER BY c.n DESC, c.id DESC';
  assert.deepEqual(run(sql, descending).texts, ['"1"', '"3"', '"2"']);
  assert.deepEqual(run(sql, descending, { pageSize: 1 }).texts, ['"1"']);
  assert.throws(() => run(sql, []), { status: 400 });
});

for (const sql of [
  'SELECT c.a, COUNT(1) FROM c GROUP BY c.a',
  'SELECT DISTINCT TOP 2 c.a FROM c',
  "SELECT * FROM c WHERE c.a LIKE 'x%'",
  '',
]) {
  test(`Refused: ${sql || 'no text'}`, () => assert.throws(() => compile(sql), { status: 400 }));
}
