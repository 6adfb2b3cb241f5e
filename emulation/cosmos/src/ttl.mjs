import { badRequest } from './problem.mjs';

/**
 * Whether an item is past its time to live. `defaultTtl` is the container's: absent turns TTL off for all items, -1 leaves it to
 * each item. An item's own `ttl` (seconds since its `_ts`, -1 = never) comes first.
 */
export function isExpired({ ts, ttl }, defaultTtl, nowSeconds) {
  if (defaultTtl === undefined || defaultTtl === null) return false;
  const seconds = ttl ?? defaultTtl;
  return seconds > 0 && nowSeconds >= ts + seconds;
}

/** Refuses an item's `ttl` that the service refuses: anything but a positive integer or -1. */
export function requireValidTtl(ttl) {
  if (ttl === undefined || ttl === -1 || (Number.isInteger(ttl) && ttl > 0)) return;
  throw badRequest(`The input ttl '${ttl}' is invalid. Ensure to provide a nonzero positive integer or -1.`);
}
