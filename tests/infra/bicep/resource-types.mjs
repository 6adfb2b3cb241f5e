import { readdirSync, readFileSync } from "node:fs";
import { tokenize } from "./lexer.mjs";
import { Types } from "./type-syntax.mjs";
import { isObject, kindOf } from "./values.mjs";

const folder = new URL("../types/", import.meta.url);

/**
 * The types of Azure's resources, as far as they are used: one file for each in types/. A key that ends in `!` is
 * required, one in `-` is read only, `*` is any other; types are written as in Bicep, and `| string` opens a list of values.
 */
export const types = readdirSync(folder).map((file) => read(JSON.parse(readFileSync(new URL(file, folder), "utf8")), file));

function read({ types: members, ...rest }, file) {
  const shapes = Object.fromEntries(Object.entries(members).map(([name, one]) => [name, shape(one, `types/${file}`)]));
  return { ...rest, file, shapes };
}
function shape(members, file) {
  return Object.fromEntries(
    Object.entries(members).map(([key, text]) => {
      const [, name, mark] = /^(.+?)([!-]?)$/.exec(key);
      return [name, { type: new Types(tokenize(text, file).tokens, file).type(), required: mark === "!", readOnly: mark === "-" }];
    }),
  );
}

/** The type of a resource; some differ by the resource's own name. */
export function typeOf({ type, apiVersion, name }) {
  return types.find((one) => one.resource === `${type}@${apiVersion}` && (!one.name || one.name === name.split("/").at(-1)));
}

/** What is wrong with a resource as it would be sent, in sentences. */
export function faultsOf(resource) {
  const of = typeOf(resource),
    { type, apiVersion, id, scope, module, symbol, line, ...body } = resource;
  if (!of) return [`types/ knows no ${type}@${apiVersion}`];
  return [...ofShape({ ...body, name: body.name.split("/").at(-1) }, "resource", of, "")].map(
    (fault) => `${symbol} (${type}) in ${module}:${line}: ${fault}`,
  );
}

function* ofShape(value, name, of, path) {
  const members = of.shapes[name],
    at = (key) => (path ? `${path}.${key}` : key);
  for (const [key, one] of Object.entries(value)) {
    if (one === null) continue;
    const member = members[key] ?? members["*"];
    if (!member) yield `there is no ${at(key)}`;
    else if (member.readOnly) yield `${at(key)} can only be read`;
    else yield* ofType(one, member.type, of, at(key));
  }
  for (const [key, { required }] of Object.entries(members)) if (required && (value[key] ?? null) === null) yield `${at(key)} is missing`;
}

function* ofType(value, type, of, path) {
  if (type.kind === "union") {
    const faults = type.of.map((one) => [...ofType(value, one, of, path)]);
    if (faults.every((found) => found.length > 0))
      yield faults.every((found) => found[0].startsWith(`${path} is `))
        ? `${path} is ${JSON.stringify(value)}, not one of ${type.of.map((one) => one.value ?? one.name).join(", ")}`
        : faults[0][0];
  } else if (type.kind === "exactly") {
    if (value !== type.value) yield `${path} is ${JSON.stringify(value)}, not ${JSON.stringify(type.value)}`;
  } else if (type.kind === "list") {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* ofType(item, type.of, of, `${path}[${index}]`);
    else yield* wrongKind(value, "array", path);
  } else if (type.kind === "shape") {
    if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* ofType(item, type.rest, of, `${path}['${key}']`);
    else yield* wrongKind(value, "object", path);
  } else if (type.kind === "typeName") {
    if (isObject(value)) yield* ofShape(value, type.name, of, path);
    else yield* wrongKind(value, "object", path);
  } else if (type.name !== "any" && kindOf(value) !== type.name) yield* wrongKind(value, type.name, path);
}

/** What only Azure knows may be of any kind. */
function* wrongKind(value, kind, path) {
  if (typeof value !== "string" || !/^<<[^>]*>>$/.test(value)) yield `${path} is ${kindOf(value)}, not ${kind}`;
}

/** Whether a resource of a type has something to read at a path such as `properties.primaryEndpoints.blob`. */
export function has(of, path) {
  let name = "resource";
  for (const step of path.split(".")) {
    const member = of.shapes[name]?.[step] ?? of.shapes[name]?.["*"];
    if (!member) return false;
    if (member.type.kind !== "typeName") return true;
    name = member.type.name;
  }
  return true;
}
