import { deployed, meant, property, root, texts, walk } from "./walk.mjs";

const isText = (node) => node?.kind === "string" && node.parts.length === 1 && node.parts[0] !== "";

/** How resources are named, placed and tied to each other. */
export function* resources(template) {
  for (const symbol of deployed(template)) {
    const { line, name, body } = symbol,
      named = property(body, "name");
    if (
      symbol.kind === "resource" &&
      symbol.type.split("/").length > 2 &&
      named?.kind === "string" &&
      texts(named).some((text) => text.includes("/"))
    )
      yield { rule: "use-parent-property", line, message: `'${name}' is a child: say 'parent:', not a name with slashes` };
    yield* location(symbol, template);
    yield* dependencies(symbol, template);
  }
  for (const { node, above } of walk(template.declarations)) {
    const inDefault = above.at(-1)?.kind === "param";
    if (
      node.kind === "member" &&
      node.name === "location" &&
      node.of.kind === "call" &&
      ["resourceGroup", "deployment"].includes(node.of.name) &&
      !inDefault
    )
      yield { rule: "no-loc-expr-outside-params", line: node.line, message: `take a parameter instead of ${node.of.name}().location` };
    if (node.kind !== "call") continue;
    const ofRole = node.name === "subscriptionResourceId" && node.args[0]?.parts?.[0] === "Microsoft.Authorization/roleDefinitions";
    if (["reference", "resourceId", "extensionResourceId", "subscriptionResourceId", "tenantResourceId"].includes(node.name) && !ofRole)
      yield { rule: "use-resource-symbol-reference", line: node.line, message: `'${node.name}' where a symbol would do` };
  }
}

/** The place of a resource, or the parameter `location` of a module, comes from a parameter that has no place for a default. */
function* location({ body, line, name }, template) {
  const params = property(body, "params"),
    value = property(body, "location") ?? (params?.kind === "object" ? property(params, "location") : undefined);
  const symbol = meant(value, [], template),
    literal = symbol ? symbol.value : value;
  if (isText(literal) && literal.parts[0] !== "global")
    yield { rule: "no-hardcoded-location", line, message: `'${name}' is placed by '${literal.parts[0]}'` };
}

/** What a body refers to, it depends on anyway. */
function* dependencies(symbol, template) {
  const asked = property(symbol.body, "dependsOn");
  if (!asked) return;
  const implied = new Set();
  for (const item of symbol.body.items) if (item.key !== "dependsOn") refers(item, template, implied);
  for (const { node, above } of walk(asked)) {
    const on = meant(node, above, template);
    if (on && implied.has(on))
      yield { rule: "no-unnecessary-dependson", line: node.line, message: `'${symbol.name}' depends on '${on.name}' as it is` };
  }
}

/** The resources and modules that a node refers to, by way of variables too. */
export function refers(node, template, found) {
  for (const { node: one, above } of walk(node)) {
    const symbol = meant(root(one), above, template);
    if (!symbol || found.has(symbol)) continue;
    if (["resource", "module"].includes(symbol.kind)) found.add(symbol);
    if (symbol.kind === "var" && symbol.template === template) {
      found.add(symbol);
      refers(symbol.value, template, found);
    }
  }
  return found;
}
