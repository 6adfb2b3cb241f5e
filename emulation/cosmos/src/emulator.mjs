import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { charges } from './charges.mjs';
import { answerControl } from './control.mjs';
import { Faults, refusalOf } from './faults.mjs';
import { answerMetadata } from './metadata.mjs';
import { noSuchContainer, notEmulated, Problem } from './problem.mjs';
import { reads } from './reads.mjs';
import { addressOf, bytesOf, jsonOf, operationOf } from './request.mjs';
import { Stats } from './stats.mjs';
import { writes } from './writes.mjs';

const operations = { ...reads, ...writes };
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** Everything between a request and its answer: faults, the operation, its charge, the statistics. */
export class Emulator {
  constructor(store, { now = Date.now, random = Math.random } = {}) {
    this.store = store;
    this.stats = new Stats(now);
    this.faults = new Faults(random);
  }

  /** Drops what has expired, and counts it: on the service, too, expiry is paid for. */
  sweep() {
    for (const [name, container] of this.store.containers()) {
      for (const { text } of this.store.sweep(container)) {
        this.stats.record(name, 'expire', { charge: charges.remove(text.length), bytes: text.length });
      }
    }
  }

  async answer(request, response) {
    try {
      const { drop, ...answer } = await this.#outcome(request, response);
      if (drop) request.socket.destroy();
      else send(response, answer);
    } catch (error) {
      // The client went away while it was still sending: there is nobody to answer, and nothing went wrong here.
      if (error.code === 'ECONNRESET') return;
      if (!(error instanceof Problem)) console.error(`${request.method} ${request.url} failed: ${error.stack}`);
      if (error.status === 501) console.error(`${request.method} ${request.url}: ${error.message}`);
      send(response, refused(error));
    }
  }

  async #outcome(request, response) {
    if (request.url.startsWith('/_emulator/')) return answerControl({ ...this, sweep: () => this.sweep() }, request);
    const address = addressOf(request.url);
    const operation = operationOf(request.method, request.headers, address);
    if (operation) return this.#onItems(request, address, operation);
    const answer = await answerMetadata(this.store, request, response, address);
    if (address.container) this.#count(address, 'metadata', answer);
    return answer;
  }

  async #onItems(request, address, operation) {
    if (!operations[operation]) throw notEmulated('transactional batch and bulk execution');
    const { status, drop, delayMs, retryAfterMs } = this.faults.strike(address.container, operation);
    if (delayMs > 0) await delay(delayMs);
    const body = WITH_BODY.includes(request.method) ? jsonOf(await bytesOf(request)) : undefined;
    if (drop === 'before') return { drop };
    try {
      if (status) throw refusalOf({ status, retryAfterMs });
      const container = this.store.find(address.database, address.container);
      if (!container) throw noSuchContainer(`${address.database}/${address.container}`);
      const answer = operations[operation](this.store, container, { headers: request.headers, body, item: address.item });
      this.#count(address, operation, answer);
      return { ...answer, drop };
    } catch (error) {
      this.#count(address, operation, { charge: charges.refusal(error.status), failed: error.status !== 304 });
      throw error;
    }
  }

  #count({ database, container }, operation, outcome) {
    this.stats.record(`${database}/${container}`, operation, outcome);
  }
}

function refused(error) {
  const { status = 500, code = 'InternalServerError', substatus = 0, headers, message } = error;
  const body = status === 304 ? null : JSON.stringify({ code, message });
  return { status, body, charge: charges.refusal(status), headers: { ...headers, 'x-ms-substatus': String(substatus) } };
}

function send(response, { status, body = null, headers = {}, charge }) {
  if (response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('x-ms-request-charge', String(charge));
  response.setHeader('x-ms-activity-id', randomUUID());
  if (body === null) {
    response.end();
    return;
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}
