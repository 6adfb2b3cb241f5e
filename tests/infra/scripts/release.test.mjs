import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { missing, outputs, packages, record, server, stage } from './stage.mjs';

const skip = missing('curl');
const quick = { RELEASE_WAIT: '0', RELEASE_PAUSE: '0' };
const patient = { RELEASE_WAIT: '60', RELEASE_PAUSE: '0' };
const signedIn = { program: 'az', on: 'account show' };
const uploads = { program: 'az', on: 'deployment source config-zip' };
const fails = (app, more = {}) => ({ program: 'az', on: `--name ${app} `, code: 1, complains: 'ERROR: Bad Gateway\n', ...more });

/** A stage with packages, and a server that is told of uploads as they happen. */
async function scene(t, handle = () => undefined, ...answers) {
  const place = stage(t);
  const { url, events } = await server(t, handle);
  place.reportTo(url);
  place.answer(...answers, signedIn, uploads);
  const folder = packages(join(place.folder, 'packages'));
  const run = (environment = patient) => place.run('release', [folder], { ...outputs(url), ...environment });
  return { place, url, events, folder, run };
}

const uploaded = events => events.filter(event => event.includes('config-zip')).map(event => event.match(/--name (\S+)/)[1]);
const last = (events, start) => events.findLastIndex(event => event.startsWith(start));
const first = (events, what) => events.findIndex(event => event.includes(what));

test('releases Probe everywhere, then Pipeline, then Api, each when the one before is ready', { skip }, async t => {
  const { events, run } = await scene(t);
  const { code, out } = await run();
  assert.equal(code, 0, out);
  const order = uploaded(events);
  assert.deepEqual(order.slice(0, 2).sort(), ['probe-eastus-x', 'probe-westeurope-x']);
  assert.deepEqual(order.slice(2), ['pipeline-x', 'api-x']);
  assert.ok(last(events, '/westeurope/') < first(events, '--name pipeline-x'));
  assert.ok(last(events, '/eastus/') < first(events, '--name pipeline-x'));
  assert.ok(last(events, '/pipeline/') < first(events, '--name api-x'));
  assert.ok(last(events, '/api/') > first(events, '--name api-x'));
  assert.match(out, /^Released commit c0ffee\.$/m);
});

test('puts each package into its own app of the group', { skip }, async t => {
  const { place, folder, run } = await scene(t);
  await run();
  const lines = place.lines('az').filter(line => line.includes('config-zip'));
  assert.equal(lines.length, 4);
  for (const line of lines) {
    const app = line.match(/--name (probe|pipeline|api)/)[1];
    assert.ok(line.startsWith('functionapp deployment source config-zip --resource-group rg-prod --name '), line);
    assert.ok(line.includes(`--src ${join(folder, `${app}.zip`)} `), line);
  }
});

test('uploads to all regions at the same time', { skip }, async t => {
  // The first region is ready only when the second has been uploaded to: one after the other would never end.
  const { run } = await scene(t, (request, events) =>
    request.url.startsWith('/westeurope') && !events.some(event => event.includes('probe-eastus-x')) ? { status: 503 } : undefined);
  const { code } = await run();
  assert.equal(code, 0);
});

test('says each thing once', { skip }, async t => {
  const { run } = await scene(t);
  const { out } = await run();
  const lines = out.split('\n').filter(Boolean);
  assert.deepEqual(lines, [...new Set(lines)]);
  assert.equal(lines.filter(line => line.endsWith('✓')).length, 4);
});

for (const [what, app, kept] of [
  ['a region', 'probe-eastus-x', ['pipeline-x', 'api-x']],
  ['Pipeline', 'pipeline-x', ['api-x']],
  ['Api', 'api-x', []],
]) {
  test(`stops when ${what} cannot be uploaded to`, { skip }, async t => {
    const { events, run } = await scene(t, undefined, fails(app));
    const { code, out, err } = await run();
    assert.equal(code, 1);
    for (const other of kept) assert.ok(!uploaded(events).includes(other), other);
    assert.match(out, /upload 3 of 3 failed/);
    assert.match(err, /infra\/scripts\/rollback/);
  });
}

for (const [what, path, kept] of [
  ['a region', '/westeurope/', ['pipeline-x', 'api-x']],
  ['Pipeline', '/pipeline/', ['api-x']],
  ['Api', '/api/', []],
]) {
  test(`stops when ${what} does not become ready`, { skip }, async t => {
    const away = { status: 503, text: '{"status":"fail","why":"cosmos"}' };
    const { events, run } = await scene(t, request => request.url.startsWith(path) ? away : undefined);
    const { code, out } = await run(quick);
    assert.equal(code, 1);
    for (const other of kept) assert.ok(!uploaded(events).includes(other), other);
    assert.match(out, /not ready after 0 s\. .*\/health\/ready answered 503: \{"status":"fail","why":"cosmos"\}/);
  });
}

test('finishes the other regions when one fails', { skip }, async t => {
  const { run } = await scene(t, undefined, fails('probe-westeurope-x'));
  const { code, out, err } = await run();
  assert.equal(code, 1);
  assert.match(out, /probe-eastus-x ✓/);
  assert.match(err, /not released everywhere: probe-westeurope-x\./);
});

test('tries again when the platform breaks an upload off', { skip }, async t => {
  const { events, run } = await scene(t, undefined, fails('pipeline-x', { times: 2 }));
  const { code } = await run();
  assert.equal(code, 0);
  assert.equal(uploaded(events).filter(app => app === 'pipeline-x').length, 3);
});

test('believes no single answer', { skip }, async t => {
  const answers = [200, 503, 200, 200, 503, 200, 200, 200];
  const { events, run } = await scene(t, request => request.url.startsWith('/pipeline/') ? { status: answers.shift() } : undefined);
  const { code } = await run();
  assert.equal(code, 0);
  assert.equal(events.filter(event => event.startsWith('/pipeline/')).length, 8);
});

test('touches nothing when a package is not what the manifest says', { skip }, async t => {
  const { place, folder, run } = await scene(t);
  writeFileSync(join(folder, 'api.zip'), 'half a pack');
  const { code, err } = await run();
  assert.equal(code, 1);
  assert.match(err, /api\.zip is not the file that manifest\.json speaks of/);
  assert.deepEqual(place.calls(), []);
});

test('reads names from the record of the deployment, and from nothing else, when one is missing', { skip }, async t => {
  const { place, url, events, folder } = await scene(t);
  place.answer({ program: 'az', on: 'deployment sub show --name statushawk-prod', says: record(url) });
  const other = { ...outputs(url), PROBE_URLS: '', API_APP_NAME: 'another-api', AZURE_ENV_NAME: 'prod' };
  const { code } = await place.run('release', [folder], { ...other, ...patient });
  assert.equal(code, 0);
  assert.equal(uploaded(events).at(-1), 'api-x');
});

test('says what to do when there is no deployment to read names from', { skip }, async t => {
  const { place, folder } = await scene(t);
  place.answer({ program: 'az', on: 'deployment sub show', code: 3, complains: 'ERROR: (DeploymentNotFound)\n' });
  const { code, err } = await place.run('release', [folder], { ...quick, AZURE_ENV_NAME: 'prod' });
  assert.equal(code, 1);
  assert.match(err, /infra\/scripts\/provision first.*azd env get-values/s);
});

test('wants as many addresses of Probe as names', { skip }, async t => {
  const { place, url, folder } = await scene(t);
  const { code, err } = await place.run('release', [folder], { ...outputs(url), PROBE_URLS: '["https://one"]', ...quick });
  assert.equal(code, 1);
  assert.match(err, /2 names and PROBE_URLS 1 addresses/);
  assert.deepEqual(place.lines('az').filter(line => line.includes('config-zip')), []);
});
