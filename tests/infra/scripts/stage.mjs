// A place for a script to run in: made-up programs on PATH, servers on loopback, and nothing of the environment of whoever runs the tests.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const programs = ['az', 'azd', 'gh', 'dotnet'];

/** Why tests of a script are left out: it needs a program that this machine lacks. False when there are all. */
export const missing = (...names) => {
  const lacking = names.filter(name => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  return lacking.length > 0 && `needs ${lacking.join(', ')}`;
};

/** Makes a stage that is gone when the test is over. */
export function stage(test) {
  const folder = mkdtempSync(join(tmpdir(), 'statushawk-scripts-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const fake = fileURLToPath(new URL('fake.mjs', import.meta.url));
  chmodSync(fake, 0o755);
  for (const program of programs) symlinkSync(fake, join(bin, program));
  const calls = join(folder, 'calls');
  const plan = { answers: [], calls, report: undefined };
  writeFileSync(calls, '');

  return {
    folder,
    /** Adds answers; of several that fit the first counts. */
    answer(...answers) { plan.answers.push(...answers); },
    /** Has every call told to a server, so that calls and requests have one order. */
    reportTo(url) { plan.report = url; },
    calls: () => readFileSync(calls, 'utf8').split('\n').filter(Boolean).map(text => JSON.parse(text)),
    lines(program) { return this.calls().filter(call => call.program === program).map(call => call.line); },
    /** Runs a script of infra/scripts to its end. */
    run(script, args = [], environment = {}) {
      writeFileSync(join(folder, 'plan'), JSON.stringify(plan));
      const child = spawn(join(root, 'infra/scripts', script), args, {
        env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder, TMPDIR: folder, FAKE: join(folder, 'plan'), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 60_000,
      });
      let out = '', err = '';
      child.stdout.on('data', text => out += text);
      child.stderr.on('data', text => err += text);
      return new Promise(resolve => child.on('close', code => resolve({ code, out, err })));
    },
  };
}

/** A server of which a test says how it answers; gone when the test is over. `events` has every request in order. */
export async function server(test, handle) {
  const events = [];
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.url === '/called') {
      events.push(body);
      response.end();
      return;
    }
    const { status = 200, text = '{"status":"pass"}' } = handle(request, events) ?? {};
    events.push(`${request.url} ${status}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise(resolve => http.listen(0, '127.0.0.1', resolve));
  test.after(() => new Promise(resolve => { http.close(resolve); http.closeAllConnections(); }));
  return { url: `http://127.0.0.1:${http.address().port}`, events };
}

/** A folder of packages as infra/scripts/package leaves it. */
export function packages(folder, commit = 'c0ffee') {
  const texts = { 'probe.zip': `probe ${commit}`, 'pipeline.zip': `pipeline ${commit}`, 'api.zip': `api ${commit}` };
  const lines = [];
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), text);
    lines.push(`    "${name}": "${createHash('sha256').update(text).digest('hex')}"`);
  }
  writeFileSync(join(folder, 'manifest.json'), `{\n  "commit": "${commit}",\n  "packages": {\n${lines.join(',\n')}\n  }\n}\n`);
  return folder;
}

/** The outputs of a deployment as azd puts them into the environment; all apps behind one server. */
export const outputs = (url, regions = ['westeurope', 'eastus']) => ({
  AZURE_RESOURCE_GROUP: 'rg-prod',
  API_APP_NAME: 'api-x',
  PIPELINE_APP_NAME: 'pipeline-x',
  PROBE_APP_NAMES: JSON.stringify(regions.map(region => `probe-${region}-x`)),
  API_URL: `${url}/api`,
  PIPELINE_URL: `${url}/pipeline`,
  PROBE_URLS: JSON.stringify(regions.map(region => `${url}/${region}`)),
});

/** The same as Azure's record of the deployment shows them: with the case of names changed. */
export const record = url => JSON.stringify(Object.fromEntries(Object.entries(outputs(url)).map(([name, value]) => [
  name.replace(/^[^_]+/, word => word.slice(0, -1).toLowerCase() + word.slice(-1)),
  value.startsWith('[') ? { type: 'Array', value: JSON.parse(value) } : { type: 'String', value },
])), null, 2);
