import assert from "node:assert/strict";
import { test } from "node:test";
import { deploy } from "../bicep/parameters.mjs";
import { faultsOf, has, types, typeOf } from "../bicep/resource-types.mjs";
import { variants } from "../sizes.mjs";

test("every resource is as its type wants it", () => {
  for (const [path, others] of variants) assert.deepEqual(deploy(path, others).resources.flatMap(faultsOf), []);
});

test("what is read of a resource is there", () => {
  for (const [path, others] of variants) {
    const deployment = deploy(path, others),
      byId = new Map(deployment.resources.map((one) => [one.id, typeOf(one)]));
    for (const [, id, read] of JSON.stringify(deployment).matchAll(/<<(\/[^#<>]+)#([\w.]+)>>/g))
      if (byId.has(id)) assert.ok(has(byId.get(id), read), `${id} has no ${read}`);
  }
});

test("every type is used, and says where it comes from", () => {
  const used = new Set(variants.flatMap(([path, others]) => deploy(path, others).resources.map((one) => typeOf(one))));
  for (const one of types) {
    assert.match(one.source, /^https:\/\/github\.com\/Azure\/bicep-types-az\/blob\/[0-9a-f]{40}\/generated\/.+\/types\.md$/, one.file);
    assert.ok(used.has(one), `types/${one.file} is used by no resource`);
  }
});

const vault = {
  type: "Microsoft.KeyVault/vaults",
  apiVersion: "2024-11-01",
  name: "kv",
  location: "westeurope",
  symbol: "vault",
  module: "x.bicep",
  line: 7,
  properties: { tenantId: "t", sku: { family: "A", name: "standard" } },
};
const but = (change) => faultsOf({ ...vault, ...change });

test("a resource that is right has no fault", () => assert.deepEqual(but({}), []));

test("a fault names file, line, resource and property", () => {
  const said = "vault (Microsoft.KeyVault/vaults) in x.bicep:7: ";
  const { tenantId, sku } = vault.properties;
  assert.deepEqual(but({ propertys: {} }), [`${said}there is no propertys`]);
  assert.deepEqual(but({ properties: { tenantId, sku, enablePurge: true } }), [`${said}there is no properties.enablePurge`]);
  assert.deepEqual(but({ properties: { sku } }), [`${said}properties.tenantId is missing`]);
  assert.deepEqual(but({ properties: { tenantId, sku: { family: "A", name: "Standard" } } }), [
    `${said}properties.sku.name is "Standard", not one of premium, standard`,
  ]);
  assert.deepEqual(but({ properties: { tenantId, sku, softDeleteRetentionInDays: "90" } }), [
    `${said}properties.softDeleteRetentionInDays is string, not int`,
  ]);
  assert.deepEqual(but({ properties: { tenantId, sku, hsmPoolResourceId: "x" } }), [
    `${said}properties.hsmPoolResourceId can only be read`,
  ]);
  assert.deepEqual(but({ apiVersion: "2020-01-01" }), ["types/ knows no Microsoft.KeyVault/vaults@2020-01-01"]);
  assert.deepEqual(but({ tags: { a: 1 } }), [`${said}tags['a'] is int, not string`]);
});

test("a list of values that ends in string takes others too", () =>
  assert.deepEqual(but({ properties: { ...vault.properties, networkAcls: { bypass: "SomethingNew" } } }), []));

test("what only Azure knows may be of any kind", () =>
  assert.deepEqual(but({ properties: { ...vault.properties, softDeleteRetentionInDays: "<<id#days>>" } }), []));
