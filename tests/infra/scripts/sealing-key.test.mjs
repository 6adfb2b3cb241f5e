import assert from 'node:assert/strict';
import test from 'node:test';
import { missing, stage } from './stage.mjs';

const skip = missing('openssl');
const prod = { AZURE_ENV_NAME: 'prod' };
const vault = '/subscriptions/s/resourceGroups/rg-prod/providers/Microsoft.KeyVault/vaults/kv-x';
const group = { program: 'az', on: 'group exists --name rg-prod', says: 'true\n' };
const noGroup = { ...group, says: 'false\n' };
const vaults = { program: 'az', on: 'keyvault list --resource-group rg-prod', says: `${vault}\n` };
const nothingDeleted = { program: 'az', on: 'keyvault list-deleted', says: '' };
const secrets = names => ({ program: 'az', on: `rest --method get --url ${vault}/secrets`, says: `${names}\n\n` });
const lost = { code: 1, says: '', complains: 'ERROR: (AuthorizationFailed)\n' };

async function keyOf(test, answers, environment = prod) {
  const place = stage(test);
  place.answer(...answers);
  return { ...await place.run('sealing-key', [], environment), place };
}

const isKey = text => /^[A-Za-z0-9+/]{43}=\n$/.test(text);

test('makes a key when there is no installation yet', { skip }, async t => {
  const { code, out } = await keyOf(t, [noGroup, nothingDeleted]);
  assert.equal(code, 0);
  assert.ok(isKey(out), out);
});

test('makes a key when the group has no vault of this installation', { skip }, async t => {
  const { code, out } = await keyOf(t, [group, { ...vaults, says: '' }, nothingDeleted]);
  assert.equal(code, 0);
  assert.ok(isKey(out), out);
});

test('makes a key when the vault has other secrets only', { skip }, async t => {
  const { code, out } = await keyOf(t, [group, vaults, secrets('sealing-k10 asealing-k1 other')]);
  assert.equal(code, 0);
  assert.ok(isKey(out), out);
});

test('prints nothing when the vault has the key', { skip }, async t => {
  const { code, out, err } = await keyOf(t, [group, vaults, secrets('other sealing-k1')]);
  assert.deepEqual({ code, out, err }, { code: 0, out: '', err: '' });
});

test('finds the key on a later page', { skip }, async t => {
  const next = 'https://management.azure.com/next?page=2';
  const { code, out } = await keyOf(t, [
    group, vaults,
    { ...secrets('a'), says: `a b\n${next}\n` },
    { program: 'az', on: `--url ${next}`, says: 'sealing-k1\n\n' },
  ]);
  assert.deepEqual({ code, out }, { code: 0, out: '' });
});

test('looks for the key that it is told to look for', { skip }, async t => {
  const { out } = await keyOf(t, [group, vaults, secrets('sealing-k1')], { ...prod, SEALING_KEY_ID: 'k2' });
  assert.ok(isKey(out), out);
});

for (const [what, answers] of Object.entries({
  'the group cannot be asked for': [{ ...group, ...lost, says: 'false\n' }, nothingDeleted],
  'the answer about the group makes no sense': [{ ...group, says: 'perhaps\n' }],
  'the vaults cannot be listed': [group, { ...vaults, ...lost }],
  'the deleted vaults cannot be listed': [noGroup, { ...nothingDeleted, ...lost }],
  'the secrets cannot be listed': [group, vaults, { ...secrets(''), ...lost }],
  'a later page of secrets cannot be read': [
    group, vaults, { ...secrets(''), says: 'a\nhttps://next\n' }, { program: 'az', on: 'https://next', ...lost },
  ],
  'the vault was deleted': [noGroup, { ...nothingDeleted, says: 'kv-x\n' }],
  'the vault was deleted out of a group that is there': [group, { ...vaults, says: '' }, { ...nothingDeleted, says: 'kv-x\n' }],
  'there are two vaults': [group, { ...vaults, says: `${vault}\n${vault}2\n` }],
})) {
  test(`makes no key when ${what}`, { skip }, async t => {
    const { code, out, err } = await keyOf(t, answers);
    assert.notEqual(code, 0);
    assert.equal(out, '');
    assert.match(err, /Nothing was printed, since a second key would make unreadable/);
  });
}

test('asks the subscription of the installation', { skip }, async t => {
  const { place } = await keyOf(t, [noGroup, nothingDeleted], { ...prod, AZURE_SUBSCRIPTION_ID: 'sub-1' });
  assert.equal(place.lines('az').length, 2);
  for (const line of place.lines('az')) assert.match(line, /--subscription sub-1/);
});

test('takes no name that could be more than a name', { skip }, async t => {
  const { code, err, place } = await keyOf(t, [], { AZURE_ENV_NAME: "x' || '1'=='1" });
  assert.equal(code, 1);
  assert.match(err, /2 to 24 letters, digits and hyphens/);
  assert.deepEqual(place.calls(), []);
});
