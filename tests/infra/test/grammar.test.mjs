import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Template } from "../bicep/template.mjs";
import { errors, errorsOf, names, translations } from "../grammar.mjs";
import { filesOf, infra } from "../places.mjs";

const files = [...filesOf(infra(), ".bicep"), ...filesOf(infra(), ".bicepparam")];

test("there are files to look at", () => assert.ok(files.length > 10));

for (const file of files)
  test(`${file.slice(infra().length)} is Bicep`, () => {
    assert.deepEqual(errorsOf(file), []);
    assert.deepEqual(
      names(readFileSync(file, "utf8"), file),
      Template.open(file)
        .declarations.filter(({ name, kind }) => name && kind !== "metadata")
        .map(({ name }) => name),
    );
  });

test("what is no Bicep is told with its line", () => {
  for (const wrong of [
    "param a string =\n",
    "var a = {\n  b: \n}\n",
    "resource a 'b@c' = {\n",
    "var a = [for b in c d]\n",
    "output a string 'b'\n",
  ])
    assert.notDeepEqual(errors(wrong, "x.bicep"), [], wrong);
  assert.match(errors("var a = 1\n\nvar b = )\n", "x.bicep")[0], /^x\.bicep:3: /);
});

test("a new version of the grammar needs no fewer translations", () => {
  const examples = { "param of a file of parameters": ["using 'a.bicep'\nparam b = { c: 1 }\n", "x.bicepparam"] };
  for (const name of Object.keys(translations)) {
    const [text, path] = examples[name];
    assert.deepEqual(errors(text, path), []);
    assert.notDeepEqual(errors(text, path, {}), []);
  }
});
