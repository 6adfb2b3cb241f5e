import { charges } from './charges.mjs';
import { patchOperation } from './package-parts.mjs';
import { fromHeader, keyOf, requireAgreement } from './partition-key.mjs';
import { badRequest, conflict, noSuchItem, preconditionFailed, Problem } from './problem.mjs';
import { execute } from './query-engine.mjs';
import { requireValidTtl } from './ttl.mjs';

const DOCUMENT_LIMIT = 2 << 20;
const ID_LIMIT = 1023;

/** The visible record that a request's id and partition name, or undefined. */
export function lookUp(store, container, headers, id) {
  const partition = fromHeader(headers);
  if (partition === null) throw badRequest('PartitionKey value must be supplied for this operation.');
  const record = container.find(keyOf(partition), id);
  return record && container.isVisible(record, store.nowSeconds) ? record : undefined;
}

export const writes = {
  create(store, container, { headers, body }) {
    const partition = requireAcceptable(container, headers, body);
    if (visible(store, container, partition, body.id)) throw conflict(body.id);
    return written(201, store.put(container, partition, body), headers, charges.create);
  },

  upsert(store, container, { headers, body }) {
    const partition = requireAcceptable(container, headers, body);
    const current = visible(store, container, partition, body.id);
    if (!current) return written(201, store.put(container, partition, body), headers, charges.create);
    requireMatch(headers, current);
    return written(200, store.put(container, partition, body, current), headers, charges.overwrite);
  },

  replace(store, container, { headers, body, item }) {
    const partition = requireAcceptable(container, headers, body);
    if (body.id !== item) throw badRequest('The id of an item cannot be replaced.');
    const current = visible(store, container, partition, item);
    if (!current) throw noSuchItem();
    requireMatch(headers, current);
    return written(200, store.put(container, partition, body, current), headers, charges.overwrite);
  },

  delete(store, container, { headers, item }) {
    const current = lookUp(store, container, headers, item);
    if (!current) throw noSuchItem();
    requireMatch(headers, current);
    store.remove(container, current);
    const bytes = current.text.length;
    return { status: 204, bytes, charge: charges.remove(bytes) };
  },

  patch(store, container, { headers, body, item }) {
    const current = lookUp(store, container, headers, item);
    if (!current) throw noSuchItem();
    requireMatch(headers, current);
    if (body.condition) requireCondition(body.condition, current);
    const patched = applyPatch(body, current, item);
    const partition = requireAcceptable(container, headers, patched);
    if (patched.id !== item) throw badRequest('The id of an item cannot be patched.');
    return written(200, store.put(container, partition, patched, current), headers, charges.overwrite);
  },
};

function visible(store, container, partition, id) {
  const record = container.find(keyOf(partition), id);
  return record && container.isVisible(record, store.nowSeconds) ? record : undefined;
}

function requireAcceptable(container, headers, body) {
  const { id } = body;
  if (typeof id !== 'string' || id === '') throw badRequest('The required property id is missing or no text.');
  if (/[/\\?#]/.test(id) || Buffer.byteLength(id) > ID_LIMIT) throw badRequest(`The id is too long or holds one of / \\ ? #: ${id}.`);
  requireValidTtl(body.ttl);
  const size = Buffer.byteLength(JSON.stringify(body));
  if (size > DOCUMENT_LIMIT) throw new Problem(413, 'RequestEntityTooLarge', `The item of ${size} bytes is larger than 2 MB.`);
  return requireAgreement(headers, body, container.partitionPaths);
}

function requireMatch(headers, { etag }) {
  const expected = headers['if-match'];
  if (expected !== undefined && expected !== '*' && expected !== etag) throw preconditionFailed();
}

function requireCondition(condition, record) {
  const query = /^\s*select\b/i.test(condition) ? condition : `SELECT * ${condition}`;
  if (execute(query, [], [record], { pageSize: 1 }).texts.length === 0) throw preconditionFailed();
}

/** The package's patch, over an item of its own making, so that nothing is stored but by `store.put`. */
function applyPatch(body, { text }, id) {
  const operations = Array.isArray(body) ? body : body.operations;
  if (!Array.isArray(operations)) throw badRequest('Invalid patch request: check syntax of patch specification.');
  const collection = {
    document: () => ({ read: () => JSON.parse(text) }),
    documents: { replace: (patched) => patched },
  };
  const { statusCode, body: outcome } = patchOperation(collection, { id, partitionKey: JSON.stringify([id]), operations });
  if (statusCode !== 200) throw badRequest(outcome.message);
  return outcome;
}

function written(status, record, headers, charge) {
  const bytes = record.text.length;
  const quiet = headers.prefer?.includes('return=minimal');
  return { status, body: quiet ? null : record.text, bytes, charge: charge(bytes), headers: { etag: record.etag } };
}
