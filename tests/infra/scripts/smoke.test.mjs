import assert from 'node:assert/strict';
import test from 'node:test';
import { missing, outputs, record, server, stage } from './stage.mjs';

const skip = missing('curl');
const quick = { SMOKE_WAIT: '0', SMOKE_PAUSE: '0' };

/** What an installation in order answers. */
function healthy({ url }) {
  const service = url.startsWith('/api') ? 'api' : url.startsWith('/pipeline') ? 'pipeline' : 'probe';
  if (url.endsWith('/health')) return { text: `{"status":"pass","serviceId":"statushawk-${service}"}` };
  if (url.endsWith('/health/ready')) return { text: '{"status":"pass"}' };
  if (url === '/api/api/openapi.json') return { text: '{"openapi":"3.1.0"}' };
  if (url === '/api/api/v1/workspaces') return { status: 401, text: '{}' };
  return { status: 404, text: '' };
}

const except = (address, answer) => request => request.url === address ? answer : healthy(request);
const run = (place, url, environment = quick) => place.run('smoke', [], { ...outputs(url), ...environment });

test('says that all is well', { skip }, async t => {
  const { url, events } = await server(t, healthy);
  const { code, out } = await run(stage(t), url);
  assert.equal(code, 0);
  assert.match(out, /^10 checks passed\.$/m);
  assert.deepEqual(events, [
    '/westeurope/health 200', '/westeurope/health/ready 200', '/eastus/health 200', '/eastus/health/ready 200',
    '/pipeline/health 200', '/pipeline/health/ready 200', '/api/health 200', '/api/health/ready 200',
    '/api/api/openapi.json 200', '/api/api/v1/workspaces 401',
  ]);
});

test('takes addresses as arguments', { skip }, async t => {
  const { url } = await server(t, healthy);
  const addresses = ['--api', `${url}/api/`, '--pipeline', `${url}/pipeline`, '--probe', `${url}/eu`];
  const { code, out } = await stage(t).run('smoke', addresses, quick);
  assert.equal(code, 0);
  assert.match(out, /^8 checks passed\.$/m);
});

test('finds the addresses in the record of the deployment', { skip }, async t => {
  const { url } = await server(t, healthy);
  const place = stage(t);
  place.answer({ program: 'az', on: 'deployment sub show --name statushawk-prod', says: record(url) });
  const { code, out } = await place.run('smoke', [], { ...quick, AZURE_ENV_NAME: 'prod' });
  assert.equal(code, 0);
  assert.match(out, /^10 checks passed\.$/m);
});

for (const [what, address, answer, said] of [
  ['an app does not live', '/eastus/health', { status: 503, text: 'Function host is not running.' },
    /✗ Probe 2 lives: .* answered 503, not 200\. Function host is not running/],
  ['an app is not ready', '/pipeline/health/ready', { status: 503, text: '{"status":"fail"}' }, /✗ Pipeline is ready: .* answered 503/],
  ['another app answers at an address', '/pipeline/health', { text: '{"serviceId":"statushawk-probe"}' },
    /✗ Pipeline lives: .* does not contain "statushawk-pipeline"/],
  ['the description is another page', '/api/api/openapi.json', { text: '<html>' },
    /✗ Api describes itself: .* does not contain "openapi"/],
  ['a private route opens', '/api/api/v1/workspaces', { status: 200, text: '{"items":[]}' },
    /✗ Api opens nothing private without a key: .* answered 200, not 401/],
]) {
  test(`fails when ${what}, and asks the rest all the same`, { skip }, async t => {
    const { url, events } = await server(t, except(address, answer));
    const { code, out, err } = await run(stage(t), url);
    assert.equal(code, 1);
    assert.match(out, said);
    assert.match(err, /1 of 10 checks failed/);
    assert.equal(events.length, 10);
  });
}

test('says so when nobody answers', { skip }, async t => {
  const { code, out } = await run(stage(t), 'http://127.0.0.1:1');
  assert.equal(code, 1);
  assert.match(out, /does not answer\. curl: /);
});

test('asks again while an app wakes up', { skip }, async t => {
  let left = 3;
  const { url } = await server(t, request => request.url === '/api/health' && left-- > 0 ? { status: 502, text: '' } : healthy(request));
  const { code, out } = await run(stage(t), url, { SMOKE_WAIT: '60', SMOKE_PAUSE: '0' });
  assert.equal(code, 0);
  assert.equal(out.match(/✓ Api lives/g).length, 1);
});

test('shows a warning and does not fail by it', { skip }, async t => {
  const warn = { text: '{"status":"warn","checks":{"scheduler:lag":[]}}' };
  const { url } = await server(t, except('/pipeline/health/ready', warn));
  const { code, out } = await run(stage(t), url);
  assert.equal(code, 0);
  assert.match(out, /✓ Pipeline is ready \(warns: .*scheduler:lag/);
});

test('wants all addresses or none', { skip }, async t => {
  const { code, err } = await stage(t).run('smoke', ['--api', 'http://127.0.0.1:1'], quick);
  assert.equal(code, 1);
  assert.match(err, /give all addresses, or none/);
});
