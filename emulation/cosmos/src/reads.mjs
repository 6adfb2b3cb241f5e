import { readFeed } from './change-feed.mjs';
import { charges } from './charges.mjs';
import { fromHeader } from './partition-key.mjs';
import { badRequest, noSuchItem, notEmulated, Problem } from './problem.mjs';
import { execute, partitionsOf } from './query-engine.mjs';
import { queryPlan } from './query-plan.mjs';
import { pageSizeOf } from './request.mjs';
import { lookUp } from './writes.mjs';

const WHOLE = { 'x-ms-start-epk': '', 'x-ms-end-epk': 'FF' };

export const reads = {
  read(store, container, { headers, item }) {
    const record = lookUp(store, container, headers, item);
    if (!record) throw noSuchItem();
    if (headers['if-none-match'] === record.etag) throw unchanged(record.etag);
    const bytes = record.text.length;
    return { status: 200, body: record.text, bytes, charge: charges.read(bytes), headers: { etag: record.etag } };
  },

  query(store, container, { headers, body = { query: 'SELECT * FROM c' } }) {
    requireWholeRange(headers);
    const { query, parameters = [] } = body;
    const named = wholeKey(container, headers);
    const partitions = named ? [named] : partitionsOf(query, container, parameters);
    const { texts, token, examinedBytes } = execute(query, parameters, [...container.visible(partitions, store.nowSeconds)], {
      pageSize: pageSizeOf(headers),
      token: headers['x-ms-continuation'],
      compositeIndexes: container.definition.indexingPolicy?.compositeIndexes ?? [],
    });
    const continuation = token ? { 'x-ms-continuation': token } : {};
    const page = pageOf(container, texts);
    return { ...page, headers: { ...page.headers, ...continuation }, bytes: examinedBytes, charge: charges.query(examinedBytes) };
  },

  queryPlan(store, container, { body }) {
    return { status: 200, body: JSON.stringify(queryPlan(body)), charge: 0 };
  },

  feed(store, container, { headers }) {
    if (headers['a-im'].toLowerCase() !== 'incremental feed') throw notEmulated(`change feed mode ${headers['a-im']}`);
    requireWholeRange(headers);
    const since = headers['if-modified-since'];
    if (since !== undefined && Number.isNaN(Date.parse(since))) throw badRequest(`If-Modified-Since is no date: ${since}.`);
    const { texts, bytes, lsn } = readFeed(container, {
      position: headers['if-none-match'],
      since: since === undefined ? 0 : Date.parse(since) / 1000,
      partition: wholeKey(container, headers),
      pageSize: pageSizeOf(headers),
      nowSeconds: store.nowSeconds,
    });
    const etag = `"${lsn}"`;
    if (texts.length === 0) throw unchanged(etag, { 'x-ms-item-count': '0' });
    const page = pageOf(container, texts);
    return { ...page, headers: { ...page.headers, etag }, bytes, charge: charges.feed(bytes) };
  },
};

const unchanged = (etag, headers) => new Problem(304, 'NotModified', '', { headers: { etag, ...headers } });

function requireWholeRange(headers) {
  for (const [name, bound] of Object.entries(WHOLE)) {
    if ((headers[name] ?? bound) !== bound) throw notEmulated(`a part of the key range (${name}: ${headers[name]})`);
  }
}

function wholeKey({ partitionPaths }, headers) {
  const values = fromHeader(headers);
  if (values && values.length !== partitionPaths.length) throw notEmulated('a query by part of a hierarchical partition key');
  return values;
}

function pageOf(container, texts) {
  const body = `{"_rid":"${container.rid}","Documents":[${texts.join(',')}],"_count":${texts.length}}`;
  return { status: 200, body, headers: { 'x-ms-item-count': String(texts.length) } };
}
