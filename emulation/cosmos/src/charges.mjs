const kilobytes = (bytes) => Math.max(1, Math.ceil(bytes / 1024));
const round = (units) => Math.round(units * 100) / 100;

/** The stated model of request units (README.md, "Charges"). Bytes are those of the stored JSON, system properties included. */
export const charges = {
  read: (bytes) => round(1 + 0.1 * (kilobytes(bytes) - 1)),
  create: (bytes) => round(5 + 0.5 * kilobytes(bytes)),
  remove: (bytes) => round(5 + 0.5 * kilobytes(bytes)),
  // The service reads, unindexes and indexes again: about twice an insert.
  overwrite: (bytes) => round(2 * (5 + 0.5 * kilobytes(bytes))),
  query: (bytes) => round(2.5 + (bytes > 0 ? 0.1 * kilobytes(bytes) : 0)),
  feed: (bytes) => round(1 + (bytes > 0 ? 0.1 * kilobytes(bytes) : 0)),
  metadata: 1,
  /** What a refusal costs: a write that lost its race had to look first; throttled and malformed requests cost nothing. */
  refusal: (status) => ({ 304: 1, 404: 1, 409: 2, 412: 2 })[status] ?? 0,
};
