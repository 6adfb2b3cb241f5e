import { collections } from "./functions/collections.mjs";
import { strings } from "./functions/strings.mjs";
import { Problem } from "./problem.mjs";
import { equal, isObject, kindOf, Reference, textOf, Unknown } from "./values.mjs";

/** Functions that depend on nothing but their values. */
export const plain = { ...strings, ...collections };
const numbers = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => Math.trunc(a / b),
  "%": (a, b) => a % b,
};
const orders = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };

/**
 * The value of an expression. `where` knows names (`find`), functions of its own (`functions`, `userFunction`) and what a
 * resource or module has (`member`); `locals` are the names of loops, lambdas and functions around the expression.
 */
export function evaluate(node, where, locals = {}) {
  const run = (one) => evaluate(one, where, locals);
  const fail = (message) => {
    throw new Problem(message, node);
  };
  const need = (value, kind) => (kindOf(value) === kind ? value : fail(`expected ${kind}, got ${kindOf(value)}`));

  const kinds = {
    literal: () => node.value,
    parenthesis: () => run(node.of),
    string: () => {
      if (node.parts.length === 3 && node.parts[0] === "" && node.parts[2] === "") return stringOf(run(node.parts[1]));
      return node.parts.map((part) => (typeof part === "string" ? part : stringOf(run(part)))).join("");
    },
    name: () => (Object.hasOwn(locals, node.name) ? locals[node.name] : where.find(node)),
    sure: () => run(node.of) ?? fail("'!' says that this is never null, but it is"),
    array: () => node.items.flatMap((item) => (item.kind === "spread" ? need(run(item.of), "array") : [run(item)])),
    object: () => object(),
    for: () =>
      need(run(node.over), "array").map((item, index) => evaluate(node.body, where, { ...locals, ...bind(node.names, [item, index]) })),
    lambda:
      () =>
      (...values) =>
        evaluate(node.body, where, { ...locals, ...bind(node.names, values) }),
    ternary: () => run(need(run(node.condition), "bool") ? node.yes : node.no),
    unary: () => (node.operator === "!" ? !need(run(node.of), "bool") : -need(run(node.of), "int")),
    binary: () => binary(),
    member: () => access(node.name),
    index: () => access(run(node.index)),
    nested: () => where.nested(run(node.of), node),
    call: () => call(),
  };
  const stringOf = (value) => (value instanceof Reference ? fail("a resource is no text") : textOf(value));

  function object() {
    const made = {};
    for (const item of node.items) {
      if (item.kind === "spread") Object.assign(made, need(run(item.of), "object"));
      else if (item.kind === "property") made[typeof item.key === "string" ? item.key : run(item.key)] = run(item.value);
    }
    return made;
  }

  function binary() {
    const { operator } = node,
      left = run(node.left);
    if (operator === "&&") return need(left, "bool") && need(run(node.right), "bool");
    if (operator === "||") return need(left, "bool") || need(run(node.right), "bool");
    if (operator === "??") return left ?? run(node.right);
    const right = run(node.right);
    if (operator in numbers) return numbers[operator](need(left, "int"), need(right, "int"));
    if (operator in orders)
      return kindOf(left) === kindOf(right) ? orders[operator](left, right) : fail(`cannot compare ${kindOf(left)} with ${kindOf(right)}`);
    const same = equal(left, right, operator.includes("~"));
    return operator.startsWith("!") ? !same : same;
  }

  function access(key) {
    const of = run(node.of);
    if (of === null || of === undefined) return node.safe ? null : fail(`there is no '${key}' of null`);
    if (of instanceof Unknown) return of.then(key);
    if (of instanceof Reference) return where.member(of, key, node);
    if (Array.isArray(of) && typeof key === "number")
      return key in of ? of[key] : node.safe ? null : fail(`there is no [${key}] in ${of.length} items`);
    if (!isObject(of)) return fail(`${kindOf(of)} has no '${key}'`);
    if (Object.hasOwn(of, key)) return of[key];
    const folded = Object.keys(of).find((one) => one.toLowerCase() === textOf(key).toLowerCase());
    if (folded !== undefined && node.kind === "index") return of[folded];
    return node.safe ? null : fail(`there is no '${key}' among ${Object.keys(of).join(", ") || "nothing"}`);
  }

  function call() {
    if (node.on && !(node.on.kind === "name" && ["az", "sys"].includes(node.on.name))) return where.method(run, node);
    const user = where.userFunction(node),
      args = () => node.args.map(run);
    if (user) return user(args());
    if (node.name === "any") return run(node.args[0]);
    if (node.name === "nameof") return node.args[0].name;
    const known = [where.functions, plain].find((one) => Object.hasOwn(one, node.name));
    if (!known) fail(`there is no function '${node.name}'`);
    const values = args();
    try {
      return known[node.name](...values);
    } catch (error) {
      if (error instanceof Problem) throw error;
      return fail(`${node.name}: ${error.message}`);
    }
  }
  return kinds[node.kind] ? kinds[node.kind]() : fail(`'${node.kind}' is no expression here`);
}

const bind = (names, values) => Object.fromEntries(names.map((name, index) => [name, values[index]]));
