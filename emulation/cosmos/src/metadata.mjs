import { Readable } from 'node:stream';
import { charges } from './charges.mjs';
import { routeOf } from './package-parts.mjs';
import { badRequest, notEmulated, Problem } from './problem.mjs';
import { requireValidTtl } from './ttl.mjs';
import { bytesOf, isTrue, jsonOf } from './request.mjs';

const QUERY = 'x-ms-documentdb-isquery';
const CHANGES = ['POST', 'PUT', 'DELETE'];

/**
 * Databases, containers and partition key ranges: the package's own handlers answer, and what they changed is journalled.
 * The handlers write their status and headers to the response that they are given, so it must be the real one.
 */
export async function answerMetadata(store, request, response, address) {
  const route = address.kind === 'udfs' ? undefined : routeOf(request);
  if (!route) throw notEmulated(`${request.method} ${address.path}`);
  const bytes = await bytesOf(request);
  if (isContainerWrite(request, address)) requireEmulatedContainer(jsonOf(bytes));
  const { method, url, headers: asked } = request;
  const replay = Object.assign(Readable.from([bytes]), { method, url, headers: asked });
  const before = stateAt(store, address);
  const [parameters, handler] = route;
  const body = (await handler(store.account, replay, response, parameters)) ?? null;
  const status = response.statusCode;
  if (status >= 400) {
    throw new Problem(status, body?.code ?? codeOf(status), body?.message || `${method} ${address.path} answers ${status}.`);
  }
  if (CHANGES.includes(method) && !isQuery(response)) persist(store, method, address, before, body);
  const isFeed = asked['a-im'] !== undefined;
  if (isFeed && asked['if-none-match'] !== undefined) throw new Problem(304, 'NotModified', '', { headers: { etag: '"1"' } });
  const headers = isFeed ? { etag: '"1"' } : body?._etag ? { etag: body._etag } : {};
  return { status, body: status === 204 ? null : JSON.stringify(body), headers, charge: charges.metadata };
}

/** The package sets this header on lists only, and a POST that answers a list was a query. */
const isQuery = (response) => response.hasHeader('x-ms-item-count');

const isContainerWrite = ({ method, headers }, { path, kind }) =>
  (method === 'POST' || method === 'PUT') && kind === undefined && /^\/+dbs\/[^/]+\/colls/.test(path) && !isTrue(headers, QUERY);

const codeOf = (status) => ({ 404: 'NotFound', 409: 'Conflict' })[status] ?? 'BadRequest';

function stateAt(store, address) {
  const database = address.database === undefined ? undefined : store.account.database(address.database);
  const data = database?.read();
  const container = data && address.container !== undefined ? database.collection(address.container).read() : undefined;
  return { database: data, container, containers: data ? database.collections.read().result.map(({ _rid }) => _rid) : [] };
}

function persist(store, method, address, before, body) {
  if (address.database === undefined) store.setDatabase(body);
  else if (method !== 'DELETE') store.setContainer(before.database, body);
  else if (before.container) store.removeContainer(before.database, before.container);
  else store.removeDatabase(before.database, before.containers);
}

/** Refuses a container that would silently behave otherwise than it does on the service. */
function requireEmulatedContainer({ partitionKey, uniqueKeyPolicy, changeFeedPolicy, defaultTtl }) {
  if (!partitionKey?.paths?.length) throw badRequest('A container needs a partition key.');
  if (defaultTtl !== null) requireValidTtl(defaultTtl);
  if (uniqueKeyPolicy?.uniqueKeys?.length) throw notEmulated('unique keys');
  if (changeFeedPolicy?.retentionDuration) throw notEmulated('the change feed with all versions and deletes');
}
