import { badRequest, Problem } from './problem.mjs';

export const OPERATIONS = ['create', 'read', 'replace', 'upsert', 'delete', 'patch', 'query', 'feed', '*'];
const FIELDS = ['container', 'operation', 'status', 'retryAfterMs', 'delayMs', 'drop', 'probability', 'count'];
const DEFAULTS = { container: null, operation: '*', status: null, retryAfterMs: 50, delayMs: 0, drop: null, probability: 1, count: null };

function requireValid(rule) {
  const unknown = Object.keys(rule).find((field) => !FIELDS.includes(field));
  const wrong =
    (unknown && `unknown field ${unknown}`) ||
    (!OPERATIONS.includes(rule.operation) && `operation is one of ${OPERATIONS.join(', ')}`) ||
    (![null, 429, 503].includes(rule.status) && 'status is 429, 503 or null') ||
    (![null, 'before', 'after'].includes(rule.drop) && 'drop is "before", "after" or null') ||
    (rule.status !== null && rule.drop !== null && 'status and drop exclude each other') ||
    (!(rule.probability >= 0 && rule.probability <= 1) && 'probability is between 0 and 1') ||
    (!(rule.delayMs >= 0 && rule.retryAfterMs >= 0) && 'delayMs and retryAfterMs are not negative') ||
    (!(rule.count === null || (Number.isInteger(rule.count) && rule.count > 0)) && 'count is a positive integer or null');
  if (wrong) throw badRequest(`Fault rule ${JSON.stringify(rule)}: ${wrong}.`);
}

/** The outcome of a fault with a status, in the service's own words. */
export function refusalOf({ status, retryAfterMs }) {
  return status === 429
    ? new Problem(429, 'TooManyRequests', 'The request rate is large (injected fault).', {
        substatus: 3200,
        headers: { 'x-ms-retry-after-ms': String(retryAfterMs) },
      })
    : new Problem(503, 'ServiceUnavailable', 'The service is unavailable (injected fault).');
}

/** Rules that make requests late, refused or lost, on demand. */
export class Faults {
  #rules = [];
  #random;

  constructor(random = Math.random) {
    this.#random = random;
  }

  set(rules) {
    if (!Array.isArray(rules)) throw badRequest('Faults are a JSON list of rules.');
    const complete = rules.map((rule) => ({ ...DEFAULTS, ...rule }));
    complete.forEach(requireValid);
    this.#rules = complete;
  }

  clear() {
    this.#rules = [];
  }

  list() {
    return this.#rules;
  }

  /** Delays of all rules that strike add up; the first that refuses or drops decides the rest. */
  strike(container, operation) {
    let delayMs = 0;
    for (const rule of this.#rules) {
      if (rule.count === 0) continue;
      if (rule.container !== null && rule.container !== container) continue;
      if (rule.operation !== '*' && rule.operation !== operation) continue;
      if (rule.probability < 1 && this.#random() >= rule.probability) continue;
      if (rule.count !== null) rule.count -= 1;
      delayMs += rule.delayMs;
      if (rule.status !== null || rule.drop !== null) return { ...rule, delayMs };
    }
    return { status: null, drop: null, delayMs };
  }
}
