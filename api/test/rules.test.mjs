import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { contract, follow, operations, text, walk } from "../contract.mjs";

const names = (items) => items.map((item) => item.operationId).sort();
const ajv = addFormats(new Ajv2020({ allErrors: true, strict: false, validateFormats: true }));
ajv.addSchema({ $id: "contract", ...contract });

// Schemas point into the document, which is where they are compiled.
const compiled = new Map();
function check(schema, value, where) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile(JSON.parse(key.replaceAll('"$ref":"#/', '"$ref":"contract#/'))));
  const validate = compiled.get(key);
  assert.ok(validate(value), `${where}: ${ajv.errorsText(validate.errors)}`);
}

test("every operation has a name of its own, in the words of functions", () => {
  assert.deepEqual([...new Set(names(operations))], names(operations));
  for (const { operationId } of operations) assert.match(operationId, /^[A-Z][A-Za-z]+$/);
});

test("every operation says what it does, in one of the known slices", () => {
  const known = contract.tags.map((tag) => tag.name);
  for (const { operationId, summary, tags } of operations) {
    assert.match(summary ?? "", /^[A-Z].*[^.]$/, operationId);
    assert.equal(tags?.length, 1, operationId);
    assert.ok(known.includes(tags[0]), operationId);
  }
});

test("every error is a problem", () => {
  const plain = ["NoPageHtml"].map((name) => contract.components.responses[name]);
  for (const { operationId, responses } of operations)
    for (const [status, response] of Object.entries(responses)) {
      const answer = follow(response);
      if (status < "400" || plain.includes(answer) || answer.content?.["application/health+json"]) continue;
      assert.equal(answer.content?.["application/problem+json"]?.schema.$ref, "#/components/schemas/Problem", `${operationId} ${status}`);
    }
});

test("the example of every error has the status that it is the answer of", () => {
  for (const { operationId, responses } of operations)
    for (const [status, response] of Object.entries(responses)) {
      const example = follow(response).content?.["application/problem+json"]?.example;
      if (example) assert.equal(String(example.status), status, `${operationId} ${status}`);
    }
});

test("what is asked of everybody can be refused: a token, a body, a rate", () => {
  for (const { operationId, path, security, requestBody, responses } of operations) {
    const ways = security ?? contract.security;
    const closed = ways.length > 0 && ways.every((way) => "bearer" in way || "forwarded" in way);
    if (closed) for (const status of ["401", "403", "429"]) assert.ok(responses[status], `${operationId} ${status}`);
    if (closed && path.includes("{")) assert.ok(responses["404"], `${operationId} 404`);
    if (requestBody) for (const status of ["400", "413", "415"]) assert.ok(responses[status], `${operationId} ${status}`);
  }
});

test("the parameters of a path are declared, each once, and no others", () => {
  for (const { operationId, path, parameters = [] } of operations) {
    const declared = parameters.map(follow).filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
    assert.deepEqual(declared, [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]), operationId);
  }
});

test("every component is used", () => {
  const used = new Set();
  walk(contract, (thing) => thing.$ref && used.add(thing.$ref));
  for (const [kind, components] of Object.entries(contract.components))
    if (kind !== "securitySchemes")
      for (const name of Object.keys(components)) assert.ok(used.has(`#/components/${kind}/${name}`), `${kind}/${name}`);
});

test("every body of a request has an example, and refuses fields that it does not name", () => {
  for (const { operationId, requestBody } of operations) {
    if (!requestBody) continue;
    const body = requestBody.content["application/json"];
    assert.ok("example" in body, operationId);
    assert.equal(follow(body.schema).additionalProperties, false, operationId);
  }
});

test("every example is valid", () => {
  walk(contract.paths, (thing, at) => {
    if (!thing.schema || at.endsWith("/parameters")) return;
    const examples = [...("example" in thing ? [thing.example] : []), ...Object.values(thing.examples ?? {}).map((example) => follow(example).value)];
    for (const example of examples) check(thing.schema, example, at);
  });
  walk(contract.components, (thing, at) => {
    if (thing.schema && "example" in thing) check(thing.schema, thing.example, at);
    if (at.startsWith("#/schemas/") && Array.isArray(thing.examples)) for (const example of thing.examples) check(thing, example, at);
  });
});

test("texts that people send are bounded", () => {
  const seen = new Set();
  const bounded = (schema, at) => {
    const it = follow(schema);
    if (!it || seen.has(it)) return;
    seen.add(it);
    if (it.type === "string" && !it.readOnly && !it.enum && !("const" in it) && !["date-time", "date"].includes(it.format))
      assert.ok(it.maxLength ?? it.pattern, `${at} has no bound`);
    for (const [name, property] of Object.entries(it.properties ?? {})) bounded(property, `${at}/${name}`);
    for (const one of it.oneOf ?? []) bounded(one, at);
    if (it.items) bounded(it.items, `${at}/items`);
  };
  for (const { operationId, requestBody } of operations) if (requestBody) bounded(requestBody.content["application/json"].schema, operationId);
});

test("the file is easy to read: no tabs, no anchors, no line beyond 180", () => {
  text.split("\n").forEach((line, index) => {
    assert.ok(line.length <= 180 && !line.includes("\t") && !/:\s[&*]\w/.test(line), `line ${index + 1}`);
  });
});
