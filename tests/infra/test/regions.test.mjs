import assert from "node:assert/strict";
import { test } from "node:test";
import { deploy } from "../bicep/parameters.mjs";
import { infra } from "../places.mjs";
import { parameters } from "../sizes.mjs";

const resourcesOf = (regions, others = {}) =>
  new Map(deploy(infra("production.bicepparam"), { regions, ...others }).resources.map((one) => [one.id, one]));
const two = ["westeurope", "eastus"],
  added = "southeastasia";
const kinds = [{ networkAccess: "public" }, { networkAccess: "private" }];
const sent = ({ line, ...resource }) => JSON.stringify(resource);

test("the same parameters give the same deployment, whatever the time", () => {
  for (const path of parameters) {
    const once = JSON.stringify(deploy(path));
    assert.equal(JSON.stringify(deploy(path)), once);
    assert.doesNotMatch(once, /<<(utcNow|newGuid)>>/);
  }
});

for (const others of kinds) {
  const before = resourcesOf(two, others);
  for (const regions of [
    [...two, added],
    [added, ...two],
  ]) {
    const after = resourcesOf(regions, others),
      how = `${regions.indexOf(added) === 0 ? "first" : "last"}, ${others.networkAccess}`;
    const fresh = [...after.values()].filter(({ id }) => !before.has(id)),
      changed = [...before.values()].filter((one) => after.has(one.id) && sent(after.get(one.id)) !== sent(one));

    test(`a region that is added takes nothing away: ${how}`, () => {
      assert.deepEqual(
        [...before.keys()].filter((id) => !after.has(id)),
        [],
      );
    });

    test(`what comes with a region is in it, or is for what is: ${how}`, () => {
      const own = fresh.filter(({ location, name }) => location === added || name.includes(added)).map(({ id }) => id);
      assert.ok(own.length > 5);
      for (const one of fresh)
        assert.ok(
          own.some((id) => one.id.startsWith(id) || JSON.stringify(one).includes(id)),
          one.id,
        );
    });

    test(`of what was there before, only settings change with a region: ${how}`, () => {
      assert.deepEqual(
        [...new Set(changed.map(({ name, type }) => `${type} ${name.split("/").at(-1)}`))],
        ["Microsoft.Web/sites/config appsettings"],
      );
      for (const one of changed) {
        const now = after.get(one.id).properties,
          names = new Set([...Object.keys(one.properties), ...Object.keys(now)]);
        for (const name of names)
          if (one.properties[name] !== now[name])
            assert.match(name, /^Regions__Names__\d+$|^RegionStorage__southeastasia__|^ProbeRegion$/, one.name);
      }
    });
  }
}

test("a region that is taken away takes only its own with it", () => {
  const before = resourcesOf([...two, added]),
    after = resourcesOf(two);
  assert.deepEqual(
    [...after.keys()].filter((id) => !before.has(id)),
    [],
  );
});
