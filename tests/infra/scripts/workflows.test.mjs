import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'node:test';
import { root } from './stage.mjs';

// ./hawk installs the packages of api/ before any test runs.
const yaml = createRequire(join(root, 'api/package.json'))('yaml');
const text = path => readFileSync(join(root, path), 'utf8');
const read = path => yaml.parse(text(path));

const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder)).map(file => ({ ...read(`${folder}/${file}`), file, text: text(`${folder}/${file}`) }));
const steps = workflow => Object.values(workflow.jobs).flatMap(job => job.steps ?? []);
const deploy = workflows.find(({ file }) => file === 'deploy.yml');
const { jobs } = deploy;
const runs = job => (job.steps ?? []).map(step => step.run).filter(Boolean).join('\n');
const before = (one, other) => [jobs[other].needs].flat().some(need => need === one || (jobs[need].needs && before(one, need)));

for (const workflow of workflows) {
  test(`${workflow.file} runs no action but by the commit, with its version beside it`, () => {
    const uses = workflow.text.split('\n').filter(line => /^\s*-?\s*uses:/.test(line));
    assert.ok(uses.length > 0);
    for (const line of uses) assert.match(line, /uses: (\.\/\.github\/workflows\/\w+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*)$/);
  });

  test(`${workflow.file} puts nothing from outside into a script's text`, () => {
    for (const step of steps(workflow)) assert.ok(!step.run?.includes('${{'), step.run);
  });

  test(`${workflow.file} leaves no token in the checkout`, () => {
    const checkouts = steps(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) assert.equal(step.with['persist-credentials'], false);
  });

  test(`${workflow.file} may read the repository and no more, but for jobs that say so`, () => {
    assert.deepEqual(workflow.permissions, { contents: 'read' });
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const { contents, 'id-token': identity, actions, ...others } = job.permissions ?? {};
      assert.deepEqual(others, {}, name);
      assert.ok([contents, actions].every(right => [undefined, 'read'].includes(right)), name);
      assert.ok([undefined, 'write'].includes(identity), name);
    }
  });

  test(`${workflow.file} bounds every job that it runs itself`, () => {
    for (const [name, job] of Object.entries(workflow.jobs)) assert.ok(job.uses || job['timeout-minutes'] <= 120, name);
  });
}

const signsIn = job => (job.steps ?? []).some(({ uses }) => uses?.startsWith('azure/login@'));

test('a job gets an identity exactly when it signs in', () => {
  for (const [name, job] of Object.entries(jobs)) assert.equal(job.permissions?.['id-token'] === 'write', signsIn(job), name);
});

test('whoever may change Azure stands behind the environment production', () => {
  for (const [name, job] of Object.entries(jobs).filter(([, job]) => signsIn(job))) {
    const login = job.steps.find(({ uses }) => uses?.startsWith('azure/login@')).with;
    if (name === 'what-if') assert.deepEqual([job.environment, login['client-id']], [undefined, '${{ vars.AZURE_WHAT_IF_CLIENT_ID }}']);
    else assert.deepEqual([job.environment, login['client-id']], ['production', '${{ vars.AZURE_CLIENT_ID }}'], name);
  }
});

test('nobody signs in with a secret', () => {
  const secrets = deploy.text.match(/secrets\.\w+/g);
  assert.deepEqual([...new Set(secrets)], ['secrets.DEAD_MAN_URL']);
});

test('a pull request only looks, and not when it comes from a fork', () => {
  const reached = Object.entries(jobs).filter(([, job]) => job.if?.includes("github.event_name == 'pull_request'")).map(([name]) => name);
  assert.deepEqual(reached, ['what-if']);
  assert.match(jobs['what-if'].if, /github\.event\.pull_request\.head\.repo\.full_name == github\.repository/);
  assert.match(runs(jobs['what-if']), /provision --what-if/);
  assert.ok(!('pull_request_target' in deploy.on));
});

test('nothing is deployed that was not tested, and only from main', () => {
  for (const name of ['package', 'infra', 'release', 'smoke', 'dashboard']) assert.ok(before('test', name), name);
  assert.match(jobs.package.if, /github\.ref == 'refs\/heads\/main'/);
  assert.match(jobs['go-back'].if, /github\.ref == 'refs\/heads\/main'/);
});

test('packages come first, then resources, then the release, then the question whether it works', () => {
  assert.ok(before('package', 'infra') && before('infra', 'release') && before('release', 'smoke') && before('smoke', 'dashboard'));
  assert.match(runs(jobs.package), /infra\/scripts\/package/);
  assert.match(runs(jobs.infra), /infra\/scripts\/check-bicep\ninfra\/scripts\/provision/);
  assert.match(runs(jobs.release), /infra\/scripts\/release/);
  assert.match(runs(jobs.smoke), /infra\/scripts\/smoke/);
});

test('a release that fails is gone back from, to the last one that was good', () => {
  assert.deepEqual(jobs.rollback.needs, ['release', 'smoke']);
  assert.equal(jobs.rollback.if, "failure() && (needs.release.result == 'failure' || needs.smoke.result == 'failure')");
  assert.match(runs(jobs.rollback), /infra\/scripts\/rollback last\ninfra\/scripts\/smoke/);
});

test('the packages of a run that was gone back to can be gone back to again', () => {
  const [upload, ...more] = jobs['go-back'].steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  assert.deepEqual(more, []);
  assert.deepEqual([upload.with.name, upload.with.path], ['packages', '.local/packages']);
  assert.equal(jobs['go-back'].steps.find(step => step.env?.ROLLBACK_KEEP).env.ROLLBACK_KEEP, upload.with.path);
});

test('one deployment runs at a time, and is not broken off', () => {
  assert.match(deploy.concurrency.group, /^deploy-\$\{\{ github\.event_name == 'pull_request' && github\.ref \|\| 'production' \}\}$/);
  assert.equal(deploy.concurrency['cancel-in-progress'], "${{ github.event_name == 'pull_request' }}");
});

test('a command that fails in the middle of a pipe fails its step', () => assert.equal(deploy.defaults.run.shell, 'bash'));

test('azd makes the resources in infra and then releases, and knows no services', () => {
  const project = read('azure.yaml');
  assert.deepEqual(project.infra, { provider: 'bicep', path: 'infra', module: 'main' });
  assert.deepEqual(project.workflows.up.steps, [{ azd: 'provision' }]);
  assert.ok(!('services' in project));
  assert.equal(project.hooks.preprovision.run, 'infra/scripts/before-provision');
  assert.equal(project.hooks.postprovision.run, 'infra/scripts/after-provision');
});

test('every script that something names is there and can be run', () => {
  const texts = [...workflows.map(workflow => workflow.text), text('azure.yaml'), text('docs/deployment.md')];
  const named = texts.join('\n').match(/infra\/scripts\/[\w-]+/g);
  assert.ok(named.length > 5);
  for (const path of new Set(named)) accessSync(join(root, path), constants.X_OK);
});
