import { evaluate } from "./evaluate.mjs";
import { Problem } from "./problem.mjs";
import { isObject, kindOf, Unknown } from "./values.mjs";

const primitives = {
  string: (value) => typeof value === "string",
  secureString: (value) => typeof value === "string",
  int: Number.isInteger,
  bool: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
  secureObject: isObject,
  any: () => true,
};
const constants = { functions: {}, userFunction: () => undefined };
const sizeOf = (value) => (typeof value === "string" || Array.isArray(value) ? value.length : undefined);

/** What keeps a value from being of a type, in a sentence, or undefined. `template` is where the type is written. */
export function misfit(value, type, template, path = "it") {
  if (value instanceof Unknown) return undefined;
  const shown = ["string", "int", "bool"].includes(kindOf(value)) ? ` ${JSON.stringify(value)}` : "";
  const wrong = (expected) => `${path} is to be ${expected}, not ${kindOf(value)}${shown}`;
  const checks = {
    primitive: () => (primitives[type.name](value) ? undefined : wrong(type.name)),
    exactly: () => (value === type.value ? undefined : wrong(JSON.stringify(type.value))),
    nullable: () => (value === null || value === undefined ? undefined : misfit(value, type.of, template, path)),
    union: () =>
      type.of.some((one) => !misfit(value, one, template, path))
        ? undefined
        : wrong(`one of ${type.of.map((one) => one.value ?? one.kind).join(", ")}`),
    list: () =>
      Array.isArray(value) ? first(value.map((item, index) => () => misfit(item, type.of, template, `${path}[${index}]`))) : wrong("array"),
    tuple: () =>
      Array.isArray(value) && value.length === type.of.length
        ? first(type.of.map((one, index) => () => misfit(value[index], one, template, `${path}[${index}]`)))
        : wrong(`array of ${type.of.length}`),
    shape: () => shape(),
    generic: () => undefined,
    typeName: () => named(template.symbol(type.name), type.name),
    typeMember: () => member(),
  };
  function shape() {
    if (!isObject(value)) return wrong("object");
    const unknown = Object.keys(value).find((key) => !(key in type.members) && !type.rest);
    if (unknown) return `${path} has no place for '${unknown}'`;
    return first([
      ...Object.entries(type.members).map(
        ([key, of]) =>
          () =>
            value[key] === undefined && of.kind !== "nullable"
              ? `${path} lacks '${key}'`
              : (misfit(value[key] ?? null, of, template, `${path}.${key}`) ?? bounds(value[key], of.decorators, `${path}.${key}`)),
      ),
      ...Object.keys(value)
        .filter((key) => !(key in type.members))
        .map((key) => () => misfit(value[key], type.rest, template, `${path}.${key}`)),
    ]);
  }
  function named(symbol, name) {
    if (symbol?.kind !== "type") throw new Problem(`there is no type '${name}'`, type);
    return misfit(value, symbol.type, symbol.template, path) ?? bounds(value, symbol.decorators, path);
  }
  function member() {
    const outer = type.of.kind === "typeName" ? template.symbol(type.of.name) : undefined;
    if (outer?.kind === "namespace") return named(outer.exported.get(type.name), type.name);
    const inner = outer?.kind === "type" ? outer.type.members?.[type.name] : undefined;
    return inner ? misfit(value, inner, outer.template, path) : undefined;
  }
  return checks[type.kind]();
}

/** What decorators ask of a value: allowed, bounds of numbers, of texts and of lists. */
export function bounds(value, decorators = [], path = "it") {
  if (value === null || value === undefined || value instanceof Unknown) return undefined;
  const limits = Object.fromEntries(
    decorators.map(({ name, args }) => [
      name,
      args[0] && ["allowed", "minValue", "maxValue", "minLength", "maxLength"].includes(name) ? evaluate(args[0], constants) : undefined,
    ]),
  );
  if (limits.allowed && ![value].flat().every((one) => limits.allowed.includes(one)))
    return `${path} is ${JSON.stringify(value)}, not one of ${limits.allowed.join(", ")}`;
  if (value < limits.minValue) return `${path} is ${value}, less than ${limits.minValue}`;
  if (value > limits.maxValue) return `${path} is ${value}, more than ${limits.maxValue}`;
  if (sizeOf(value) < limits.minLength) return `${path} is shorter than ${limits.minLength}`;
  if (sizeOf(value) > limits.maxLength) return `${path} is longer than ${limits.maxLength}`;
  return undefined;
}

const first = (checks) => {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
};
