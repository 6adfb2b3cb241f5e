import { badRequest, Problem } from './problem.mjs';

const BODY_LIMIT = 4 << 20;

export const isTrue = (headers, name) => headers[name]?.toLowerCase() === 'true';

/** What a request addresses: `{ database, container, item, kind }`, the parts decoded; `kind` is the folder below the container. */
export function addressOf(url) {
  const [path] = url.split('?', 1);
  const parts = path.split('/').filter(Boolean).map(decoded);
  const [dbs, database, colls, container, kind, item, ...rest] = parts;
  if (dbs !== 'dbs' || (parts.length > 2 && colls !== 'colls') || rest.length > 0) return { path };
  return { path, database, container, kind, item };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`The address holds a malformed escape: ${part}.`);
  }
}

export async function bytesOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Problem(413, 'RequestEntityTooLarge', 'Request size is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function jsonOf(bytes) {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    throw badRequest(`The request body is not JSON: ${error.message}.`);
  }
}

/** Items per page: the service's 100 when not said, and at most 1000 when the client leaves it open (-1). */
export function pageSizeOf(headers) {
  const asked = Number(headers['x-ms-max-item-count'] ?? 100);
  return asked > 0 ? asked : 1000;
}

/** What a request wants of a container's documents, in the words that statistics and faults use; null when it is no such request. */
export function operationOf(method, headers, { kind, item }) {
  if (kind !== 'docs') return null;
  if (item !== undefined) return { GET: 'read', PUT: 'replace', DELETE: 'delete', PATCH: 'patch' }[method] ?? null;
  if (method === 'GET') return headers['a-im'] ? 'feed' : 'query';
  if (method !== 'POST') return null;
  if (isTrue(headers, 'x-ms-cosmos-is-batch-request')) return 'batch';
  if (isTrue(headers, 'x-ms-cosmos-is-query-plan-request')) return 'queryPlan';
  if (isTrue(headers, 'x-ms-documentdb-isquery') || headers['content-type']?.startsWith('application/query+json')) return 'query';
  return isTrue(headers, 'x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
}
