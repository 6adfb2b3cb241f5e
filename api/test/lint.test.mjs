import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const folder = fileURLToPath(new URL("..", import.meta.url));

test("the linter finds nothing", { timeout: 120_000 }, () => {
  const linter = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
  const run = spawnSync(process.execPath, [linter, "lint", "openapi.yaml", "--max-problems=50"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
  });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
