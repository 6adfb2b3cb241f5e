import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, relative } from "node:path";
import { test } from "node:test";
import { lengths, lint, told, versions } from "../lint/folder.mjs";
import { filesOf, fixture, infra, repository } from "../places.mjs";

/** Lines of a file that say something. The composition is longer than what it composes. */
const limits = { "main.bicep": 300, "*": 200 };

/** A text of one line cannot be broken, nor can a query. */
const whole = /^\s*(@description\(|metadata description|\||query: ')/;

const files = filesOf(infra()),
  wrong = filesOf(fixture("lint")).filter((file) => basename(file) !== "part.bicep");

test("no rule finds anything in infra/", () => {
  assert.deepEqual([...files.flatMap((file) => [...lint(file)]), ...versions(files)].map(told), []);
});

test("files are short, and so are their lines", () => {
  assert.deepEqual([...lengths(files, infra(), limits)].map(told), []);
  const long = [...files, ...filesOf(infra(), ".bicepparam")].flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .map((line, index) => ({ line, at: `${relative(repository, file)}:${index + 1}` }))
      .filter(({ line }) => (line.length > 140 && !whole.test(line)) || /\t|\s$/.test(line)),
  );
  assert.deepEqual(
    long.map(({ at }) => at),
    [],
  );
});

test("a file that is too long is told", () => {
  assert.deepEqual(
    [...lengths([fixture("lint/described.bicep")], fixture("lint"), { "*": 3 })].map(({ rule }) => rule),
    ["length"],
  );
});

for (const file of wrong) {
  const rule = basename(file, ".bicep");
  test(`${rule} finds the lines that are marked, and no others`, () => {
    const marked = readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (line.endsWith("// here") ? [index + 1] : []));
    const found = [...lint(file), ...versions([file])].filter((one) => one.rule === rule).map(({ line }) => line);
    assert.deepEqual(
      [...new Set(found)].sort((a, b) => a - b),
      marked,
    );
    assert.ok(marked.length > 0);
  });
}

test("every rule has a file that breaks it", () => {
  const source = filesOf(fixture("../lint"), ".mjs")
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  const rules = [...source.matchAll(/rule: "([\w-]+)"|"(BCP\d+)"/g)].map((match) => match[1] ?? match[2]);
  assert.deepEqual([...new Set(rules)].filter((rule) => rule !== "length").sort(), wrong.map((file) => basename(file, ".bicep")).sort());
});
