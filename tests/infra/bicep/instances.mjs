import { evaluate } from "./evaluate.mjs";
import { Problem } from "./problem.mjs";
import { isObject, kindOf, Reference } from "./values.mjs";

/** The parts of a body that place a resource or module, and are no part of what is sent to Azure. */
export const placing = ["name", "parent", "scope", "dependsOn"];
const property = (symbol, key) => symbol.body.items.find((item) => item.kind === "property" && item.key === key)?.value;

/** One resource or module of a symbol: the only one, or that of one turn of its loop. */
export class Instance {
  constructor(symbol, owner, index, locals) {
    Object.assign(this, { symbol, owner, index, locals });
  }

  /** All instances of a symbol, one for each turn of its loop and for each instance of the resource that it is written in. */
  static all(symbol, owner) {
    return owner.once(`instances of ${symbol.name} at ${symbol.line}`, symbol, () =>
      symbol.within
        ? Instance.all(symbol.within, owner).flatMap((outer) => Instance.turns(symbol, owner, outer))
        : Instance.turns(symbol, owner),
    );
  }
  static turns(symbol, owner, outer) {
    const around = outer?.locals ?? {};
    if (!symbol.loop) return [Object.assign(new Instance(symbol, owner, undefined, around), { outer })];
    const over = evaluate(symbol.loop.over, owner, around);
    if (!Array.isArray(over)) throw new Problem(`a loop goes over an array, not ${kindOf(over)}`, symbol);
    return over.map((item, index) => {
      const [name, counter] = symbol.loop.names;
      return Object.assign(new Instance(symbol, owner, index, { ...around, [name]: item, ...(counter && { [counter]: index }) }), {
        outer,
      });
    });
  }

  /** What a reference in an expression points at. */
  static of(reference) {
    const { symbol, owner, index, outer } = reference,
      all = outer ? Instance.turns(symbol, owner, outer) : Instance.all(symbol, owner);
    return all[index ?? 0];
  }

  run(node) {
    return evaluate(node, this.owner, this.locals);
  }
  value(key) {
    const node = property(this.symbol, key);
    return node && this.run(node);
  }

  get deployed() {
    if (this.outer && !this.outer.deployed) return false;
    const { condition } = this.symbol;
    if (!condition) return true;
    const value = this.run(condition);
    return typeof value === "boolean" ? value : fail(this.symbol, `a condition is a bool, not ${kindOf(value)}`);
  }

  get parent() {
    if (this.outer) return this.outer;
    const reference = this.value("parent");
    if (reference === undefined) return undefined;
    if (!(reference instanceof Reference) || reference.symbol.kind !== "resource") fail(this.symbol, "'parent' is to be a resource");
    const parent = Instance.of(reference),
      { type } = parent.symbol;
    if (this.symbol.type.split("/").slice(0, -1).join("/").toLowerCase() !== type.toLowerCase())
      fail(this.symbol, `a ${this.symbol.type} is no child of a ${type}`);
    return parent;
  }

  get shortName() {
    const name = this.value("name");
    if (name === undefined && this.symbol.kind === "module")
      return this.index === undefined ? this.symbol.name : `${this.symbol.name}-${this.index}`;
    if (typeof name !== "string" || name === "") fail(this.symbol, `its name is ${name === "" ? "empty" : kindOf(name)}`);
    return name.includes("<<") ? fail(this.symbol, `its name needs what only Azure knows: ${name}`) : name;
  }
  get name() {
    const { parent } = this;
    return parent ? `${parent.name}/${this.shortName}` : this.shortName;
  }

  /** The id of what an extension resource is on: another resource, or what the file is deployed to. */
  get scope() {
    const { parent } = this;
    if (parent) return parent.scope;
    const scope = this.value("scope");
    if (scope === undefined) return undefined;
    if (scope instanceof Reference && scope.symbol.kind === "resource") return Instance.of(scope).id;
    return isObject(scope) && scope.id ? scope.id : fail(this.symbol, "'scope' is to be a resource, or a group or subscription");
  }

  get id() {
    return (this.found ??= this.findId());
  }
  findId() {
    const { type } = this.symbol,
      [space, ...kinds] = type.split("/"),
      names = this.name.split("/");
    if (kinds.length !== names.length)
      fail(this.symbol, `the name '${names.join("/")}' has ${names.length} parts, its type ${kinds.length}`);
    const scope = this.scope ?? this.owner.scope.id;
    if (type === "Microsoft.Resources/resourceGroups") return `${scope}/resourceGroups/${names[0]}`;
    return `${scope}/providers/${space}/${kinds.map((kind, at) => `${kind}/${names[at]}`).join("/")}`;
  }

  get location() {
    return this.value("location");
  }

  /** The resource as it would be sent to Azure. */
  resource() {
    const { symbol } = this,
      { type, apiVersion } = symbol,
      sent = {};
    const onScope = this.scope ?? (extensions.has(type) ? this.owner.scope.id : null);
    for (const item of symbol.body.items) {
      if (item.kind === "spread") Object.assign(sent, this.run(item.of));
      else if (item.kind === "property" && !placing.includes(item.key)) sent[item.key] = this.run(item.value);
    }
    return {
      type,
      apiVersion,
      name: this.name,
      id: this.id,
      scope: onScope,
      module: symbol.template.file,
      symbol: symbol.name,
      line: symbol.line,
      ...sent,
    };
  }
}

/** Types that are always on something else: without a scope, on what their file is deployed to. */
const extensions = new Set([
  "Microsoft.Authorization/roleAssignments",
  "Microsoft.Authorization/locks",
  "Microsoft.Insights/diagnosticSettings",
  "Microsoft.Consumption/budgets",
]);
const fail = (node, message) => {
  throw new Problem(`${node.kind} ${node.name}: ${message}`, node, node.template.file);
};
