// The contract as the tests see it: parsed once, and what it says of operations and references.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

export const file = new URL("openapi.yaml", import.meta.url);
export const text = readFileSync(file, "utf8");
export const contract = parse(text, { uniqueKeys: true });

const methods = ["get", "post", "patch", "put", "delete", "head", "options"];

/** Every operation with its path and method. */
export const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })));

/** What a reference stands for, or the thing itself. */
export function follow(thing) {
  if (!thing?.$ref) return thing;
  return thing.$ref.slice(2).split("/").reduce((at, name) => at[name.replaceAll("~1", "/").replaceAll("~0", "~")], contract);
}

/** Calls `visit` with every object in the document and where it stands. */
export function walk(thing, visit, at = "#") {
  if (thing === null || typeof thing !== "object") return;
  visit(thing, at);
  for (const [name, value] of Object.entries(thing)) walk(value, visit, `${at}/${name}`);
}
