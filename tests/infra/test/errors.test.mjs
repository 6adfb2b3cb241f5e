import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { deploy, readParameters } from "../bicep/parameters.mjs";
import { Problem } from "../bicep/problem.mjs";
import { filesOf, fixture } from "../places.mjs";

/** Each file begins with what is said of it, and marks the line. */
for (const file of filesOf(fixture("errors")).filter((one) => basename(one) !== "part.bicep"))
  test(`${basename(file, ".bicep")} is an error with its line`, () => {
    const lines = readFileSync(file, "utf8").split("\n");
    assert.throws(
      () => deploy(file),
      (error) => {
        assert.ok(error instanceof Problem, error.stack);
        assert.ok(error.message.includes(lines[0].slice(3)), error.message);
        assert.match(error.message, new RegExp(`${basename(file)}:${lines.findIndex((line) => line.endsWith("// here")) + 1}: `));
        return true;
      },
    );
  });

test("a file of parameters gives only what its file takes", () => {
  assert.throws(() => deploy(fixture("whole/main.bicepparam"), { colour: "red" }), /has no parameter 'colour'/);
  assert.throws(() => deploy(fixture("whole/main.bicepparam"), { name: "x" }), /'name' is shorter than 2/);
  assert.throws(() => deploy(fixture("whole/main.bicepparam"), { regions: ["mars"] }), /regions'\[0\] is to be one of westeurope, eastus/);
});

test("an environment variable without a default has to be there", () => {
  assert.throws(() => readParameters(fixture("environment/main.bicepparam")), /STATUSHAWK_TEST_NAME is not set/);
  process.env.STATUSHAWK_TEST_NAME = "from outside";
  assert.deepEqual(readParameters(fixture("environment/main.bicepparam")).given, { name: "from outside", other: "default" });
});
