import { deployed, isLocal, meant, property, root, walk } from "./walk.mjs";
import { refers } from "./resources.mjs";

const decorators = {
  param: ["description", "allowed", "secure", "minLength", "maxLength", "minValue", "maxValue", "metadata", "sealed"],
  output: ["description", "secure", "metadata", "minLength", "maxLength", "minValue", "maxValue"],
  var: ["description", "export"],
  func: ["description", "export", "metadata"],
  type: ["description", "export", "secure", "minLength", "maxLength", "minValue", "maxValue", "sealed", "discriminator", "metadata"],
  resource: ["description", "batchSize", "onlyIfNotExists"],
  module: ["description", "batchSize"],
  metadata: [],
};
const knownAtStart = ["id", "name", "type", "apiVersion"];

/** What the compiler itself refuses or warns of, as far as it can be seen from the syntax. */
export function* compiler(template) {
  for (const { node, above } of walk(template.declarations)) {
    yield* lambdaIndex(node, above, template);
    yield* conditional(node, above, template);
    yield* wholeLoop(node, above, template);
    yield* loopPlace(node, above);
    if (node.kind === "func") yield* closed(node, template);
    for (const one of node.decorators ?? [])
      if (decorators[node.kind] && !decorators[node.kind].includes(one.name))
        yield { rule: "BCP125", line: one.line, message: `@${one.name}() has no meaning on a ${node.kind}` };
  }
  for (const symbol of deployed(template)) yield* early(symbol, template);
  for (const one of template.of("var"))
    if (one.value.kind === "for") yield* known(one.value, template, "BCP182", `the loop of '${one.name}'`);
  yield* circles(template);
}

/** A lambda's variable may not choose one of many resources or modules: Azure/bicep#14106. */
function* lambdaIndex(node, above, template) {
  if (node.kind !== "index" || !meant(root(node), above, template)?.loop) return;
  const variables = above.filter((one) => one.kind === "lambda").flatMap((one) => one.names);
  for (const { node: one } of walk(node.index))
    if (one.kind === "name" && variables.includes(one.name))
      yield { rule: "BCP247", line: node.line, message: `a lambda's '${one.name}' may not choose among '${root(node).name}': use a loop` };
}

/** What is deployed under a condition may be null. */
function* conditional(node, above, template) {
  if (!["member", "index"].includes(node.kind) || node.safe) return;
  const of = node.of.kind === "index" ? node.of.of : node.of,
    symbol = meant(of, above, template);
  if (symbol?.condition && !(node.kind === "index" && symbol.loop))
    yield { rule: "BCP318", line: node.line, message: `'${symbol.name}' may be null: say '!' or '.?'` };
}

/** Of resources or modules made in a loop, one is to be chosen; only `dependsOn` takes them all. */
function* wholeLoop(node, above, template) {
  const symbol = meant(node, above, template),
    [parent] = above;
  if (!symbol?.loop || (parent?.kind === "index" && parent.of === node)) return;
  if (!above.some((one) => one.kind === "property" && one.key === "dependsOn"))
    yield { rule: "BCP144", line: node.line, message: `'${node.name}' is made in a loop: say which one` };
}

/** Loops are values of variables and outputs, and of properties of resources and modules; not within each other there. */
function* loopPlace(node, [parent, ...above]) {
  if (node.kind !== "for") return;
  const top = above.at(-1) ?? parent,
    inBody = parent.kind === "property" && ["resource", "module"].includes(top.kind);
  const nested = above.some((one) => one.kind === "for"),
    aboveAll = [parent, ...above].slice(0, -1).every((one) => ["property", "object", "resource"].includes(one.kind));
  if (!(["var", "output", "param"].includes(parent.kind) || (inBody && aboveAll)) || nested)
    yield { rule: "BCP138", line: node.line, message: "a loop has no place here" };
}

/** A function sees its own parameters, and no variable or parameter of its file. */
function* closed(func, template) {
  for (const { node, above } of walk(func.body, [func]))
    if (["param", "var", "resource", "module"].includes(meant(node, above, template)?.kind))
      yield { rule: "BCP057", line: node.line, message: `'${func.name}' cannot see '${node.name}'` };
}

/** Names, conditions and loops must be known before anything is deployed. */
function* early(symbol, template) {
  const name = property(symbol.body, "name");
  if (name) yield* known(name, template, "BCP120", `the name of '${symbol.name}'`);
  if (symbol.condition) yield* known(symbol.condition, template, "BCP177", `the condition of '${symbol.name}'`);
  if (symbol.loop) yield* known(symbol.loop.over, template, "BCP178", `the loop of '${symbol.name}'`);
  for (const { node } of walk(symbol.body))
    if (node.kind === "for") yield* known(node.over, template, "BCP178", `a loop in '${symbol.name}'`);
}
function* known(value, template, rule, what) {
  const found = late(value, template, new Set());
  if (found) yield { rule, line: value.line, message: `${what} needs '${found}', which is not known before the deployment` };
}
function late(value, template, seen) {
  for (const { node, above } of walk(value)) {
    if (node.kind === "call" && /^(reference|list[A-Z]\w*)$/.test(node.name)) return `${node.name}()`;
    if (node.kind === "member") {
      const of = node.of.kind === "sure" ? node.of.of : node.of,
        base = of.kind === "index" ? of.of : of,
        symbol = meant(base, above, template);
      if (symbol?.kind === "module" && node.name !== "name") return `${symbol.name}.${node.name}`;
      if (symbol?.kind === "resource" && !knownAtStart.includes(node.name)) return `${symbol.name}.${node.name}`;
    }
    const symbol = meant(node, above, template);
    if (symbol?.kind !== "var" || seen.has(symbol) || isLocal(node.name, above)) continue;
    seen.add(symbol);
    const found = late(symbol.value, symbol.template, seen);
    if (found) return found;
  }
  return undefined;
}

/** Nothing may wait for itself. */
function* circles(template) {
  const all = [...template.symbols.values()].filter((one) => ["resource", "module"].includes(one.kind));
  const direct = new Map(
    all.map((one) => [
      one,
      [...refers([one.body, one.condition, one.loop?.over], template, new Set())].filter((other) => all.includes(other)),
    ]),
  );
  for (const start of all) {
    const reached = new Set(),
      open = [...direct.get(start)];
    for (let next = open.pop(); next; next = open.pop())
      if (!reached.has(next)) {
        reached.add(next);
        open.push(...direct.get(next));
      }
    if (reached.has(start)) yield { rule: "BCP080", line: start.line, message: `'${start.name}' waits for itself` };
  }
}
