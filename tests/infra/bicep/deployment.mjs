import { azure, inDefaults } from "./functions/azure.mjs";
import { bounds, misfit } from "./conformity.mjs";
import { evaluate } from "./evaluate.mjs";
import { Instance } from "./instances.mjs";
import { Problem } from "./problem.mjs";
import { isObject, Reference, Unknown } from "./values.mjs";

/**
 * One file with values for its parameters, deployed to a group or subscription. Everything is found out when it is asked
 * for, once, so that the order of declarations does not matter, as in Bicep.
 */
export class Deployment {
  constructor(template, values, { scope, name, location, caller }) {
    Object.assign(this, { template, values, scope, name, location, caller });
    if (template.targetScope !== scope.kind)
      throw new Problem(`'${template.file}' is for a ${template.targetScope}, not a ${scope.kind}`, caller);
    this.functions = azure(this);
    this.found = new Map();
    this.finding = new Set();
    const declared = template.params.map((param) => param.name),
      extra = Object.keys(values).find((key) => !declared.includes(key));
    if (extra) throw new Problem(`'${template.file}' has no parameter '${extra}'`, caller);
    for (const param of template.params) this.once(`param ${param.name}`, param, () => this.param(param));
  }

  /** Finds a value once, and tells of circles. */
  once(key, node, find) {
    if (this.found.has(key)) return this.found.get(key);
    if (this.finding.has(key)) throw new Problem(`'${node.name}' depends on itself`, node, this.template.file);
    this.finding.add(key);
    try {
      this.found.set(key, find());
      return this.found.get(key);
    } finally {
      this.finding.delete(key);
    }
  }

  param(param) {
    const { name, type, value, decorators } = param,
      given = this.values[name];
    if ((given === undefined || (given === null && value)) && !value && type.kind !== "nullable")
      throw new Problem(`'${this.template.file}' needs '${name}'`, this.caller);
    const inDefault = {
      ...this,
      functions: { ...this.functions, ...inDefaults },
      find: (node) => this.find(node),
      userFunction: (node) => this.userFunction(node),
    };
    const used = given ?? (value ? evaluate(value, inDefault) : null);
    const wrong = misfit(used, type, this.template, `parameter '${name}'`) ?? bounds(used, decorators, `parameter '${name}'`);
    if (wrong) throw new Problem(wrong, given === undefined ? param : (this.caller ?? param));
    return used;
  }

  /** The value of a name in an expression. */
  find(node) {
    const symbol = this.template.symbol(node.name);
    if (!symbol) throw new Problem(`there is no '${node.name}'`, node);
    return this.valueOf(symbol, node);
  }
  valueOf(symbol, node) {
    const elsewhere = symbol.template && symbol.template !== this.template;
    const finders = {
      param: () => this.once(`param ${symbol.name}`, symbol, () => this.param(symbol)),
      var: () =>
        this.once(`var ${symbol.template.file} ${symbol.name}`, symbol, () =>
          evaluate(symbol.value, elsewhere ? this.foreign(symbol.template) : this),
        ),
      resource: () => new Reference(symbol, this),
      module: () => new Reference(symbol, this),
      namespace: () =>
        Object.fromEntries(
          [...symbol.exported].filter(([, one]) => one.kind === "var").map(([name, one]) => [name, this.valueOf(one, node)]),
        ),
    };
    if (!finders[symbol.kind]) throw new Problem(`'${symbol.name}' is a ${symbol.kind}, not a value`, node);
    return finders[symbol.kind]();
  }

  /** Where the expressions of an imported variable or function are at home. */
  foreign(template) {
    const home = {
      functions: azure({ ...this, template }),
      template,
      valueOf: this.valueOf,
      once: this.once,
      found: this.found,
      finding: this.finding,
      foreign: this.foreign,
    };
    return Object.assign(home, {
      find: this.find,
      userFunction: this.userFunction,
      member: this.member,
      method: this.method,
      nested: this.nested,
    });
  }

  /** A function that a file declares or imports, ready to be called, or undefined. */
  userFunction(node) {
    const space = node.on && this.template.symbol(node.on.name),
      symbol = space ? space.exported?.get(node.name) : this.template.symbol(node.name);
    if (symbol?.kind !== "func") return undefined;
    return (values) => {
      const { params, body, type, template } = symbol;
      const required = params.filter((param) => param.type.kind !== "nullable").length;
      if (values.length < required || values.length > params.length)
        throw new Problem(`'${node.name}' takes ${params.length} values, got ${values.length}`, node);
      params.forEach((param, index) => {
        const wrong = misfit(values[index] ?? null, param.type, template, `'${param.name}' of ${node.name}`);
        if (wrong) throw new Problem(wrong, node);
      });
      const locals = Object.fromEntries(params.map((param, index) => [param.name, values[index] ?? null]));
      const result = evaluate(body, template === this.template ? this : this.foreign(template), locals);
      const wrong = misfit(result, type, template, `what ${node.name} gives`);
      return wrong ? fail(wrong, node) : result;
    };
  }

  /** What a resource or module has by a name, or which of its instances an index means. */
  member(reference, key, node) {
    const { symbol, owner, index } = reference;
    if (symbol.loop && index === undefined) {
      if (!Number.isInteger(key)) return fail(`'${symbol.name}' is made in a loop: say which one`, node);
      const amount = Instance.all(symbol, owner).length;
      if (key >= amount || key < 0) return node.safe ? null : fail(`there is no [${key}] among ${amount} of '${symbol.name}'`, node);
      return Object.assign(new Reference(symbol, owner), { index: key });
    }
    const instance = Instance.of(reference);
    if (symbol.kind === "module") {
      if (key === "name") return instance.shortName;
      if (key !== "outputs") return fail(`a module has 'outputs' and 'name', not '${key}'`, node);
      if (!instance.deployed) return node.safe ? null : fail(`module '${symbol.name}' is not deployed, and has no outputs`, node);
      return owner.module(instance).outputs();
    }
    if (node.safe && !instance.deployed) return null;
    const known = { id: () => instance.id, name: () => instance.shortName, type: () => symbol.type, apiVersion: () => symbol.apiVersion };
    if (known[key]) return known[key]();
    if (key === "location" && !symbol.existing && instance.location !== undefined) return instance.location;
    return new Unknown(instance.id, key);
  }

  nested(reference, node) {
    const symbol = reference.symbol?.nested?.get(node.name);
    if (!symbol) return fail(`there is no resource '${node.name}' within`, node);
    return Object.assign(new Reference(symbol, reference.owner), { outer: Instance.of(reference) });
  }

  /** Calls on a resource: the secret of a vault may be handed to a module; keys may not be asked for. */
  method(run, node) {
    const on = run(node.on);
    if (on instanceof Reference && node.name === "getSecret") return new Unknown(Instance.of(on).id, `secrets/${run(node.args[0])}`);
    return fail(
      /^list/.test(node.name) ? `'${node.name}' hands out keys: use an identity` : `there is no function '${node.name}' on that`,
      node,
    );
  }

  /** The deployment of a module's file for one of its instances. */
  module(instance) {
    const { symbol, index } = instance,
      key = `module ${symbol.name} ${index}`;
    return this.once(key, symbol, () => {
      const template = this.template.open(symbol.path, symbol),
        extra = symbol.body.items.find((item) => !["name", "scope", "params", "dependsOn"].includes(item.key));
      if (extra) fail(`a module has no '${extra.key}'`, extra);
      const caller = { ...symbol, file: this.template.file };
      return new Deployment(template, instance.value("params") ?? {}, {
        scope: this.scopeOf(instance),
        name: instance.shortName,
        location: this.location,
        caller,
      });
    });
  }

  scopeOf(instance) {
    const scope = instance.value("scope");
    if (scope === undefined) return this.scope;
    if (isObject(scope))
      return scope.scope === "group"
        ? { kind: "resourceGroup", id: scope.id, group: scope.name, location: scope.location }
        : { kind: "subscription", id: scope.id };
    const target = scope instanceof Reference ? Instance.of(scope) : undefined;
    if (target?.symbol.type !== "Microsoft.Resources/resourceGroups")
      return fail("a module is deployed to a group or subscription", instance.symbol);
    return { kind: "resourceGroup", id: target.id, group: target.shortName, location: target.location };
  }

  /** The outputs, found when asked for, so that modules may use each other's in any order. */
  outputs() {
    const all = {};
    for (const output of this.template.outputs)
      Object.defineProperty(all, output.name, {
        enumerable: true,
        get: () => this.once(`output ${output.name}`, output, () => this.output(output)),
      });
    return all;
  }
  output(output) {
    const value = evaluate(output.value, this),
      wrong = misfit(value, output.type, this.template, `output '${output.name}'`);
    return wrong ? fail(wrong, output) : value;
  }

  /** Every resource that would be deployed, those of modules included. */
  *resources() {
    for (const symbol of this.template.symbols.values()) yield* this.resourcesOf(symbol);
    for (const { name } of this.template.outputs) void this.outputs()[name];
  }
  *resourcesOf(symbol) {
    if (symbol.kind !== "resource" && symbol.kind !== "module") {
      if (symbol.kind === "var" && symbol.template === this.template) this.valueOf(symbol, symbol);
      return;
    }
    for (const instance of Instance.all(symbol, this)) {
      if (symbol.kind === "module") {
        if (instance.deployed) yield* this.module(instance).resources();
        else void this.template.open(symbol.path, symbol);
      } else if (symbol.existing) void instance.id;
      else if (instance.deployed) yield instance.resource();
    }
    for (const inner of symbol.nested?.values() ?? []) yield* this.resourcesOf(inner);
  }
}

const fail = (message, node) => {
  throw new Problem(message, node);
};
