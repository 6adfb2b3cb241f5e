import { badRequest } from './problem.mjs';

/** What the service puts in place of a value that an item does not have. */
const NONE = {};

export const HEADER = 'x-ms-documentdb-partitionkey';

/** One text per partition, from its values. */
export const keyOf = (values) => JSON.stringify(values);

/** The values of the partition key header, or null when the request names no partition. */
export function fromHeader(headers) {
  const text = headers[HEADER];
  if (text === undefined) return null;
  const values = parsed(text);
  if (!Array.isArray(values)) throw badRequest(`The partition key header is not a JSON list: ${text}.`);
  return values.length === 0 ? [NONE] : values;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values at the container's partition key paths; a path may quote its segments (`/"a b"/c`). */
export function fromDocument(document, paths) {
  return paths.map((path) => {
    const value = segmentsOf(path).reduce((node, name) => node?.[name], document);
    if (value === undefined) return NONE;
    if (value !== null && typeof value === 'object') throw badRequest(`The partition key ${path} must be a scalar.`);
    return value;
  });
}

export function segmentsOf(path) {
  return (path.match(/"[^"]*"|[^/]+/g) ?? []).map((segment) => segment.replace(/^"(.*)"$/, '$1'));
}

/** Refuses a write whose header and document disagree, and returns the values. */
export function requireAgreement(headers, document, paths) {
  const values = fromDocument(document, paths);
  const named = fromHeader(headers);
  if (named !== null && keyOf(named) !== keyOf(values)) {
    const message = 'PartitionKey extracted from document doesn\'t match the one specified in the header.';
    throw badRequest(message, 1001);
  }
  return values;
}
