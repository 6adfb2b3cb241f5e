import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deploy } from "../bicep/parameters.mjs";
import { fixture, repository } from "../places.mjs";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-hawk";
const whole = (others) => deploy(fixture("whole/main.bicepparam"), others);
const last = (resource) => resource.name.split("/").at(-1);

test("expressions and functions give what they give in Bicep", () => {
  const file = fixture("values/expressions.bicep"),
    { outputs } = deploy(file);
  const expected = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => /^output (\w+) .*\/\/= (.*)$/.exec(line))
    .filter(Boolean);
  assert.equal(expected.length, Object.keys(outputs).length);
  for (const [, name, value] of expected) assert.deepEqual(outputs[name], JSON.parse(value), name);
});

test("a module is deployed once for each turn of its loop, into the group that it names", () => {
  const { resources } = whole();
  assert.deepEqual(resources.filter(({ type }) => type.endsWith("/queues")).map(last), ["checks-westeurope", "checks-eastus"]);
  assert.ok(resources.slice(1).every(({ id }) => id.startsWith(`${group}/providers/`)));
  assert.deepEqual(
    resources.filter(({ type }) => type.endsWith("storageAccounts")).map(({ location }) => location),
    ["westeurope", "eastus"],
  );
});

test("what has a condition is there when it holds", () => {
  const names = (others) => whole(others).resources.map(({ name }) => name);
  assert.ok(!names().includes("stextra"));
  assert.ok(names({ networkAccess: "private" }).includes("stextra"));
  assert.equal(whole().outputs.extraId, "");
  assert.match(whole({ networkAccess: "private" }).outputs.extraId, /storageAccounts\/stextra$/);
});

test("children, nested or with a parent, have names and ids of their family", () => {
  const { resources } = whole(),
    [account] = resources.filter(({ type }) => type.endsWith("storageAccounts"));
  const [queue] = resources.filter(({ type }) => type.endsWith("/queues")),
    [blobs] = resources.filter(({ type }) => type.endsWith("/blobServices"));
  assert.equal(queue.name, `${account.name}/default/checks-westeurope`);
  assert.equal(queue.id, `${account.id}/queueServices/default/queues/checks-westeurope`);
  assert.equal(blobs.id, `${account.id}/blobServices/default`);
});

test("a role assignment is on the resource that it names, for an identity that only Azure knows", () => {
  const { resources } = whole(),
    [account] = resources.filter(({ type }) => type.endsWith("storageAccounts"));
  const [grant] = resources.filter(({ type }) => type.endsWith("/roleAssignments"));
  assert.equal(grant.scope, account.id);
  assert.equal(grant.id, `${account.id}/providers/Microsoft.Authorization/roleAssignments/${grant.name}`);
  assert.equal(
    grant.properties.principalId,
    `<<${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-${account.name}#properties.principalId>>`,
  );
});

test("a file of parameters may have variables, and others may be given instead of its own", () => {
  assert.deepEqual(whole().parameters, {
    name: "hawk",
    regions: ["westeurope", "eastus"],
    location: "westeurope",
    secret: "",
    more: { B: "x" },
    networkAccess: "public",
  });
  assert.deepEqual(whole({ regions: ["eastus"] }).parameters.regions, ["eastus"]);
  assert.deepEqual(whole().resources.find(({ type }) => type.endsWith("Identities")).tags, { A: "1", B: "x" });
});

test("every resource says the file and the line that it comes from", () => {
  for (const { module, symbol, line } of whole().resources)
    assert.match(readFileSync(`${repository}/${module}`, "utf8").split("\n")[line - 1], new RegExp(`resource ${symbol} `));
});

test("the command prints the same, and ends with 1 and the problem when there is one", () => {
  const run = (...args) =>
    spawnSync(process.execPath, ["tests/infra/deployment.mjs", "tests/infra/fixtures/whole/main.bicepparam", ...args], {
      cwd: repository,
      encoding: "utf8",
    });
  assert.deepEqual(JSON.parse(run('regions=["eastus"]', "name=kite").stdout), whole({ regions: ["eastus"], name: "kite" }));
  const wrong = run("colour=red");
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /has no parameter 'colour'/);
});
