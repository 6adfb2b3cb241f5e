import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { missing, outputs, record, root, server, stage } from './stage.mjs';

const skip = missing('curl', 'openssl', 'zip');
const prod = { AZURE_ENV_NAME: 'prod', AZURE_LOCATION: 'westeurope', AZURE_SUBSCRIPTION_ID: 'sub-1' };
const signedIn = { program: 'az', on: 'account show', says: 'sub-1\n' };
const registered = { program: 'az', on: 'provider show --namespace Microsoft.App', says: 'Registered\n' };
const register = { program: 'az', on: 'provider register --namespace Microsoft.App --wait' };
const noGroup = { program: 'az', on: 'group exists', says: 'false\n' };
const nothingDeleted = { program: 'az', on: 'keyvault list-deleted', says: '' };
const fresh = [signedIn, registered, noGroup, nothingDeleted];
const vault = '/subscriptions/sub-1/resourceGroups/rg-prod/providers/Microsoft.KeyVault/vaults/kv-x';
const keyThere = [
  { program: 'az', on: 'group exists', says: 'true\n' },
  { program: 'az', on: 'keyvault list ', says: `${vault}\n` },
  { program: 'az', on: `${vault}/secrets`, says: 'sealing-k1\n\n' },
];
const create = { program: 'az', on: 'deployment sub create' };
const created = place => place.calls().find(each => each.line.startsWith('deployment sub create'));
const show = { program: 'az', on: 'deployment sub show', says: record('https://x') };
const remember = { program: 'azd', on: 'env set --file' };
const noBudget = { program: 'az', on: 'Microsoft.Consumption/budgets', says: '' };
const rememberBudget = { program: 'azd', on: 'env set BUDGET_FROM' };
const month = () => `${new Date().toISOString().slice(0, 7)}-01`;
const parameters = join(root, 'tests/infra/scripts/stage.mjs'); // any file: the Azure CLI is made up

async function run(t, script, args, environment, ...answers) {
  const place = stage(t);
  place.answer(...answers, noBudget, rememberBudget, noGroup);
  return { place, ...await place.run(script, args, environment) };
}

const keyed = call => /^[A-Za-z0-9+/]{43}=$/.test(call.sealingKey);
const noKeyInArguments = place => { for (const { line } of place.calls()) assert.doesNotMatch(line, /[A-Za-z0-9+/]{43}=/); };

test('provision hands a new key to the deployment by the environment only', { skip }, async t => {
  const { place, code, out, err } = await run(t, 'provision', [parameters], prod, ...fresh, create, show);
  assert.equal(code, 0, err);
  const call = created(place);
  assert.ok(keyed(call));
  assert.ok(!out.includes(call.sealingKey));
  assert.ok(call.line.includes('--name statushawk-prod --location westeurope '));
  assert.ok(call.line.includes(`--template-file ${join(root, 'infra/main.bicep')} --parameters ${parameters}`));
  noKeyInArguments(place);
});

test('provision leaves the key that is there', { skip }, async t => {
  const { place, code } = await run(t, 'provision', [parameters], prod, signedIn, registered, ...keyThere, create, show);
  assert.equal(code, 0);
  assert.equal(created(place).sealingKey, '');
});

test('a new budget begins with this month', { skip }, async t => {
  const { place, err } = await run(t, 'provision', [parameters], prod, ...fresh, create, show);
  assert.equal(created(place)?.budgetFrom, month(), err);
});

test('a budget goes on as it began', { skip }, async t => {
  const there = { ...noBudget, says: '2026-03-01T00:00:00Z\n' };
  const { place, err } = await run(t, 'provision', [parameters], prod, signedIn, registered, ...keyThere, there, create, show);
  assert.equal(created(place)?.budgetFrom, '2026-03-01', err);
});

test('provision deploys nothing when nobody can say when the budget began', { skip }, async t => {
  const { place, code, err } = await run(t, 'provision', [parameters], prod, signedIn, registered, ...keyThere, { ...noBudget, code: 1 }, create, show);
  assert.notEqual(code, 0);
  assert.match(err, /could not look for the budget of rg-prod/);
  assert.equal(created(place), undefined);
});

test('azd is told once when the budget begins', { skip }, async t => {
  const first = await run(t, 'before-provision', [], prod, signedIn, registered, ...keyThere, remember);
  assert.ok(first.place.lines('azd').includes(`env set BUDGET_FROM ${month()} --environment prod`), first.err);

  const later = await run(t, 'before-provision', [], { ...prod, BUDGET_FROM: '2026-03-01' }, signedIn, registered, ...keyThere, remember);
  assert.ok(!later.place.lines('azd').some(line => line.includes('BUDGET_FROM')));
});

test('provision has GitHub hide a new key', { skip }, async t => {
  const { place, out } = await run(t, 'provision', [parameters], { ...prod, GITHUB_ACTIONS: 'true' }, ...fresh, create, show);
  const key = created(place).sealingKey;
  assert.equal(out.split('\n').filter(line => line.includes(key)).join(), `::add-mask::${key}`);
});

test('provision shows the outputs of what it deployed, not those of the environment', { skip }, async t => {
  const environment = { ...prod, ...outputs('https://old') };
  const { code, out } = await run(t, 'provision', [parameters], environment, signedIn, registered, ...keyThere, create, show);
  assert.equal(code, 0);
  assert.match(out, /^API_URL=https:\/\/x\/api$/m);
  assert.doesNotMatch(out, /https:\/\/old/);
});

test('provision deploys nothing when nobody can say whether there is a key', { skip }, async t => {
  const { place, code } = await run(t, 'provision', [parameters], prod, signedIn, registered, { ...noGroup, code: 1 });
  assert.notEqual(code, 0);
  assert.ok(!place.lines('az').some(line => line.startsWith('deployment')));
});

test('provision says what to do when a deployment fails', { skip }, async t => {
  const { code, err } = await run(t, 'provision', [parameters], prod, signedIn, registered, ...keyThere, { ...create, code: 1 });
  assert.equal(code, 1);
  assert.match(err, /az deployment sub show --name statushawk-prod --query properties\.error/);
});

test('provision --what-if asks, makes no key and changes nothing', { skip }, async t => {
  const ask = { program: 'az', on: 'deployment sub what-if' };
  const { place, code } = await run(t, 'provision', ['--what-if', parameters], prod, signedIn, ask);
  assert.equal(code, 0);
  const calls = place.calls();
  assert.deepEqual(calls.map(({ line }) => line.split(' --')[0]), ['account show', 'group exists', 'deployment sub what-if']);
  assert.match(calls[2].line, /--validation-level ProviderNoRbac/);
  assert.equal(calls[2].sealingKey, '');
});

for (const [script, args] of [['provision', [parameters]], ['before-provision', []]]) {
  test(`${script} registers the provider of Flex Consumption where it is missing`, { skip }, async t => {
    const { place, code, err } = await run(t, script, args, prod,
      signedIn, { ...registered, says: 'NotRegistered\n' }, register, ...keyThere, create, show, remember);
    assert.equal(code, 0, err);
    assert.equal(place.lines('az').filter(line => line.startsWith('provider register')).length, 1);
  });

  test(`${script} registers nothing that is registered`, { skip }, async t => {
    const { place } = await run(t, script, args, prod, signedIn, registered, ...keyThere, create, show, remember);
    assert.ok(!place.lines('az').some(line => line.startsWith('provider register')));
  });

  test(`${script} says who is to sign in`, { skip }, async t => {
    const { code, err } = await run(t, script, args, prod, { ...signedIn, code: 1 });
    assert.equal(code, 1);
    assert.match(err, /Run: az login/);
  });
}

test('azd is told a new key by a file, which is gone afterwards', { skip }, async t => {
  const { place, code, out, err } = await run(t, 'before-provision', [], prod, ...fresh, remember);
  assert.equal(code, 0, err);
  const call = place.calls().find(each => each.program === 'azd');
  assert.match(call.file, /^SEALING_KEY="[A-Za-z0-9+/]{43}="\n$/);
  assert.match(call.line, /--environment prod$/);
  noKeyInArguments(place);
  assert.ok(!out.includes(call.file.slice(13, 56)));
});

test('azd is told of no key when the vault has one, also when an earlier run left one behind', { skip }, async t => {
  const environment = { ...prod, SEALING_KEY: 'left behind' };
  const { place, code } = await run(t, 'before-provision', [], environment, signedIn, registered, ...keyThere, remember);
  assert.equal(code, 0);
  assert.equal(place.calls().find(each => each.program === 'azd').file, 'SEALING_KEY=""\n');
});

test('azd goes no further when nobody can say whether there is a key', { skip }, async t => {
  const { place, code } = await run(t, 'before-provision', [], prod, signedIn, registered, { ...noGroup, code: 1 });
  assert.notEqual(code, 0);
  assert.deepEqual(place.lines('azd'), []);
});

const files = { 'host.json': '', 'worker.config.json': '', 'functions.metadata': '', 'extensions.json': '', '.azurefunctions/x': '' };
const publish = { program: 'dotnet', on: 'publish', files, into: '--output' };

test('azd forgets the key before anything else, then the apps are published, released and asked', { skip }, async t => {
  const { url, events } = await server(t, request => ({
    status: request.url.endsWith('/api/v1/workspaces') ? 401 : 200,
    text: `{"openapi":"3.1.0","serviceId":"statushawk-${request.url.match(/^\/(api|pipeline)/)?.[1] ?? 'probe'}"}`,
  }));
  const place = stage(t);
  place.answer(remember, publish, { program: 'az', on: '' });
  const environment = { ...prod, ...outputs(url), SEALING_KEY: 'key', RELEASE_PAUSE: '0', PUBLIC_URL: 'https://status.example.org' };
  const { code, out, err } = await place.run('after-provision', [], environment);
  assert.equal(code, 0, err);
  const calls = place.calls();
  assert.equal(calls[0].file, 'SEALING_KEY=""\n');
  assert.deepEqual(calls.slice(1, 4).map(call => call.program), ['dotnet', 'dotnet', 'dotnet']);
  assert.equal(events.at(-1), '/api/api/v1/workspaces 401');
  assert.match(out, /StatusHawk runs at https:\/\/status\.example\.org\n$/);
});

test('azd says that it failed when the apps do not work', { skip }, async t => {
  const { url } = await server(t, () => ({ status: 503 }));
  const place = stage(t);
  place.answer(remember, publish, { program: 'az', on: '' });
  const environment = { ...prod, ...outputs(url), RELEASE_WAIT: '0', RELEASE_PAUSE: '0' };
  const { code } = await place.run('after-provision', [], environment);
  assert.notEqual(code, 0);
});

for (const [what, check] of Object.entries({
  'a warning': { complains: 'infra/main.bicep(3,7) : Warning no-unused-params: Parameter "x" is declared but never used.\n' },
  'an error': { code: 1, complains: 'infra/main.bicep(3,7) : Error BCP018: Expected the "=" character at this location.\n' },
})) {
  test(`check-bicep fails at ${what}`, { skip }, async t => {
    const main = { program: 'az', on: 'bicep build --file infra/main.bicep', ...check };
    const { code, out } = await run(t, 'check-bicep', [], {}, main, { program: 'az', on: 'bicep build-params' });
    assert.equal(code, 1);
    assert.match(out, /✗ infra\/main\.bicep\ninfra\/main\.bicep\(3,7\)/);
  });
}

test('check-bicep does not mind what the CLI says of new versions', { skip }, async t => {
  const complains = 'WARNING: A new Bicep release is available: v0.40.2. Upgrade now by running "az bicep upgrade".\n';
  const { code } = await run(t, 'check-bicep', [], {}, { program: 'az', on: 'bicep build', complains });
  assert.equal(code, 0);
});
