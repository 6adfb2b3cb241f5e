/** What only Azure knows before it is deployed: a property of a resource, told as `<<id#path>>`. */
export class Unknown {
  constructor(id, path) {
    this.id = id;
    this.path = path;
  }
  then(step) {
    return new Unknown(this.id, this.path ? `${this.path}.${step}` : `${step}`);
  }
  toString() {
    return `<<${this.id}#${this.path}>>`;
  }
  toJSON() {
    return this.toString();
  }
}

/** A resource or module by its symbol: a single one, or all instances of a loop until an index says which. */
export class Reference {
  constructor(symbol, owner) {
    this.symbol = symbol;
    this.owner = owner;
  }
}

export const isObject = (value) => value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;

/** Whether a value holds something that only Azure knows, however deep. */
export function holdsUnknown(value) {
  if (value instanceof Unknown) return true;
  if (typeof value === "string") return value.includes("<<");
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

export function kindOf(value) {
  if (value === null || value === undefined) return "null";
  if (value instanceof Unknown) return "unknown";
  if (value instanceof Reference) return "resource";
  if (Array.isArray(value)) return "array";
  return { number: "int", boolean: "bool", string: "string", function: "lambda" }[typeof value] ?? "object";
}

/** A value as Bicep writes it into a string. */
export function textOf(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  return Array.isArray(value) || isObject(value) ? JSON.stringify(value) : `${value}`;
}

export function equal(a, b, ignoreCase = false) {
  if (ignoreCase) return textOf(a).toLowerCase() === textOf(b).toLowerCase();
  if (kindOf(a) !== kindOf(b)) return a instanceof Unknown || b instanceof Unknown ? textOf(a) === textOf(b) : false;
  if (typeof a === "object" && a !== null) return JSON.stringify(a) === JSON.stringify(b);
  return (a ?? null) === (b ?? null);
}
