import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Faults } from '../src/faults.mjs';

test('A rule with a count strikes that often', () => {
  const faults = new Faults();
  faults.set([{ operation: 'create', status: 429, count: 2 }]);
  assert.deepEqual([1, 2, 3].map(() => faults.strike('log', 'create').status), [429, 429, null]);
});

test('A rule strikes as often as its probability says', () => {
  const rolls = [0.1, 0.9];
  const faults = new Faults(() => rolls.shift());
  faults.set([{ status: 503, probability: 0.5 }]);
  assert.deepEqual([1, 2].map(() => faults.strike('log', 'read').status), [503, null]);
});

test('Delays add up until a rule refuses', () => {
  const faults = new Faults();
  faults.set([{ delayMs: 10 }, { delayMs: 5, status: 503 }, { delayMs: 100 }]);
  const { delayMs, status } = faults.strike('log', 'query');
  assert.deepEqual([delayMs, status], [15, 503]);
});

test('A refused list leaves the rules as they were', () => {
  const faults = new Faults();
  faults.set([{ status: 429 }]);
  assert.throws(() => faults.set([{ status: 503 }, { status: 200 }]), { status: 400 });
  assert.equal(faults.strike('log', 'read').status, 429);
});
