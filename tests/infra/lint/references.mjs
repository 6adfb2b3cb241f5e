import { azure, inDefaults } from "../bicep/functions/azure.mjs";
import { plain } from "../bicep/evaluate.mjs";
import { isLocal, meant, property, walk } from "./walk.mjs";

const functions = new Set([plain, azure({}), inDefaults, { any: 0, nameof: 0 }].flatMap(Object.keys));

/** Whatever is named is there, also where an evaluation does not come by: in the other branch, or under a condition. */
export function* references(template) {
  for (const { node, above } of walk(template.declarations)) {
    const { line, name } = node,
      decorates = above[0]?.kind === "decorator" || node.kind === "decorator";
    if (node.kind === "name" && !decorates && !isLocal(name, above) && !template.symbol(name) && !["az", "sys"].includes(name))
      yield { rule: "BCP057", line, message: `there is no '${name}'` };
    if (node.kind === "call" && !known(node, template)) yield { rule: "BCP082", line, message: `there is no function '${name}'` };
    if (node.kind === "member") yield* output(node, above, template);
    if (node.kind === "module") yield* parameters(node, template);
  }
}

function known({ on, name }, template) {
  const space = template.symbol(on?.name);
  if (space?.kind === "namespace") return space.exported.get(name)?.kind === "func";
  if (on && !["az", "sys"].includes(on.name)) return name === "getSecret";
  return functions.has(name) || template.symbol(name)?.kind === "func";
}

/** What a module is asked for, it gives. */
function* output(node, above, template) {
  if (node.of.kind !== "member" || node.of.name !== "outputs") return;
  const to = node.of.of.kind === "sure" ? node.of.of.of : node.of.of,
    symbol = meant(to.kind === "index" ? to.of : to, above, template);
  if (symbol?.kind === "module" && !template.open(symbol.path, symbol).outputs.some(({ name }) => name === node.name))
    yield { rule: "BCP053", line: node.line, message: `'${symbol.path}' has no output '${node.name}'` };
}

/** What a module needs, it is given, and nothing that it does not know. */
function* parameters(module, template) {
  const { params } = template.open(module.path, module),
    given = property(module.body, "params");
  const items = given?.items ?? [],
    keys = items.map(({ key }) => key),
    whole = given && given.kind !== "object";
  for (const { key, line } of items)
    if (key && !params.some(({ name }) => name === key))
      yield { rule: "BCP037", line, message: `'${module.path}' has no parameter '${key}'` };
  if (whole || items.some(({ kind }) => kind === "spread")) return;
  for (const { name, value, type } of params)
    if (!value && type.kind !== "nullable" && !keys.includes(name))
      yield { rule: "BCP035", line: module.line, message: `'${module.path}' needs '${name}'` };
}
