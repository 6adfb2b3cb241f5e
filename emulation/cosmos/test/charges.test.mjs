import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charges } from '../src/charges.mjs';

for (const [operation, bytes, units] of [
  ['read', 1, 1],
  ['read', 1024, 1],
  ['read', 1025, 1.1],
  ['read', 100 * 1024, 10.9],
  ['create', 200, 5.5],
  ['create', 3000, 6.5],
  ['overwrite', 200, 11],
  ['remove', 3000, 6.5],
  ['query', 0, 2.5],
  ['query', 200, 2.6],
  ['query', 40 * 1024, 6.5],
  ['feed', 0, 1],
  ['feed', 2000, 1.2],
]) {
  test(`${operation} of ${bytes} bytes costs ${units}`, () => assert.equal(charges[operation](bytes), units));
}

for (const [status, units] of [[304, 1], [404, 1], [409, 2], [412, 2], [429, 0], [503, 0], [400, 0]]) {
  test(`An answer of ${status} costs ${units}`, () => assert.equal(charges.refusal(status), units));
}
