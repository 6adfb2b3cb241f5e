import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { missing, stage } from './stage.mjs';

const skip = missing('zip', 'unzip', 'git');
const apps = ['Probe', 'Pipeline', 'Api'];
const published = {
  'host.json': '{}', 'worker.config.json': '{}', 'functions.metadata': '[]', 'extensions.json': '{}',
  '.azurefunctions/function.deps.json': '{}', 'StatusHawk.dll': '',
};
const without = name => Object.fromEntries(Object.entries(published).filter(([file]) => !file.startsWith(name)));
const publish = (app, files = { ...published, 'which.txt': app }) =>
  ({ program: 'dotnet', on: `/functions/StatusHawk.${app}/StatusHawk.${app}.csproj`, files, into: '--output' });

async function pack(t, ...answers) {
  const place = stage(t);
  place.answer(...answers, ...apps.map(app => publish(app)));
  const folder = join(place.folder, 'out');
  return { place, folder, ...await place.run('package', [folder]) };
}

const entries = zip => execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).split('\n').filter(name => name && !name.endsWith('/'));

test('packs the three apps with host.json at the root, and the hidden folder', { skip }, async t => {
  const { code, folder, err } = await pack(t);
  assert.equal(code, 0, err);
  for (const app of apps) {
    const zip = join(folder, `${app.toLowerCase()}.zip`);
    assert.deepEqual(entries(zip).sort(), [...Object.keys(published), 'which.txt'].sort());
    assert.equal(execFileSync('unzip', ['-p', zip, 'which.txt'], { encoding: 'utf8' }), app);
  }
});

test('publishes with the official SDK', { skip }, async t => {
  const { place } = await pack(t);
  const lines = place.lines('dotnet');
  assert.equal(lines.length, 3);
  for (const line of lines) assert.match(line, /^publish .* --configuration Release -p:UseOfficialSdk=true /);
});

test('writes down the commit and what each package is', { skip }, async t => {
  const { folder } = await pack(t);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.match(manifest.commit, /^([0-9a-f]{40}(-dirty)?|unknown)$/);
  for (const name of ['probe.zip', 'pipeline.zip', 'api.zip']) {
    assert.equal(manifest.packages[name], createHash('sha256').update(readFileSync(join(folder, name))).digest('hex'));
  }
});

for (const part of ['host.json', 'worker.config.json', 'functions.metadata', 'extensions.json', '.azurefunctions']) {
  test(`packs nothing that was published without ${part}`, { skip }, async t => {
    const { code, folder, err } = await pack(t, publish('Pipeline', without(part)));
    assert.equal(code, 1);
    assert.ok(err.includes(`Pipeline was published without ${part}.`), err);
    assert.ok(!existsSync(join(folder, 'manifest.json')));
  });
}

test('packs no local settings', { skip }, async t => {
  const { code, err } = await pack(t, publish('Api', { ...published, 'local.settings.json': '{}' }));
  assert.equal(code, 1);
  assert.match(err, /Api was published with local\.settings\.json/);
});

test('shows why an app could not be published', { skip }, async t => {
  const { code, err } = await pack(t, { ...publish('Probe', {}), code: 1, says: 'error CS0246: nothing of that name\n' });
  assert.equal(code, 1);
  assert.match(err, /error CS0246[\s\S]*Probe could not be published/);
});
