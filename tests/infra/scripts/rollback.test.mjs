import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { missing, outputs, packages, server, stage } from './stage.mjs';

const skip = missing('curl');
/** A stage with packages of an earlier run, and apps that are ready at once. */
async function scene(t, ...answers) {
  const place = stage(t);
  const { url } = await server(t, () => undefined);
  const earlier = packages(join(place.folder, 'earlier'), 'ea51e5');
  place.answer(...answers.map(answer => answer(earlier)), { program: 'az', on: '' });
  const run = (arg, environment = {}) => place.run('rollback', [arg], { ...outputs(url), RELEASE_PAUSE: '0', ...environment });
  return { place, earlier, run };
}

const download = run => earlier => ({ program: 'gh', on: `run download ${run} --name packages`, copy: earlier, into: '--dir' });
const gone = run => () => ({ program: 'gh', on: `run download ${run} `, code: 1, complains: 'no valid artifacts found to download\n' });
const listing = 'run list --workflow deploy.yml --branch main --status success';
const list = (...runs) => () => ({ program: 'gh', on: listing, says: runs.map(run => `${run}\n`).join('') });
const uploads = place => place.lines('az').filter(line => line.includes('config-zip')).length;

test('releases the packages of a run', { skip }, async t => {
  const { place, run } = await scene(t, download(4711));
  const { code, out } = await run('4711');
  assert.equal(code, 0);
  assert.match(out, /packages of run 4711\.[\s\S]*Released commit ea51e5\./);
  assert.equal(uploads(place), 4);
});

test('releases the packages of a folder, without asking GitHub', { skip }, async t => {
  const { place, earlier, run } = await scene(t);
  const { code, out } = await run(earlier);
  assert.equal(code, 0);
  assert.match(out, /Released commit ea51e5\./);
  assert.deepEqual(place.lines('gh'), []);
});

test('finds the last run that succeeded and has packages', { skip }, async t => {
  const { run } = await scene(t, list(9, 8, 7), gone(9), download(8));
  const { code, out } = await run('last');
  assert.equal(code, 0);
  assert.match(out, /packages of run 8\./);
});

test('leaves the packages where it is told to', { skip }, async t => {
  const { place, run } = await scene(t, download(4711));
  const kept = join(place.folder, 'kept');
  mkdirSync(kept);
  await run('4711', { ROLLBACK_KEEP: kept });
  assert.ok(existsSync(join(kept, 'manifest.json')));
});

for (const [what, arg, answers, says] of [
  ['a run whose packages are gone', '4711', [gone(4711)], /run 4711 has no packages/],
  ['no run that has packages', 'last', [list(9), gone(9)], /no run of the workflow has succeeded/],
  ['runs that cannot be listed', 'last', [() => ({ program: 'gh', on: 'run list', code: 1 })], /could not list the runs/],
  ['what is neither run nor folder', '4711; rm -rf ~', [], /is neither a run's number, nor last, nor a folder/],
]) {
  test(`releases nothing for ${what}`, { skip }, async t => {
    const { place, run } = await scene(t, ...answers);
    const { code, err } = await run(arg);
    assert.equal(code, 1);
    assert.match(err, says);
    assert.equal(uploads(place), 0);
  });
}
