const apart = new Set(["template", "nested", "within"]);

/** Everything below a node of the syntax, the node first; `above` are the nodes around it, the nearest first. */
export function* walk(node, above = []) {
  if (Array.isArray(node)) {
    for (const one of node) yield* walk(one, above);
    return;
  }
  if (node === null || typeof node !== "object") return;
  if (node.kind) yield { node, above };
  const around = node.kind ? [node, ...above] : above;
  for (const [key, value] of Object.entries(node)) if (!apart.has(key)) yield* walk(value, around);
}

/** Whether a name is that of a loop, a lambda or a function around it, rather than a declaration's. */
export const isLocal = (name, above) =>
  above.some(
    (one) =>
      one.names?.includes(name) ||
      one.loop?.names.includes(name) ||
      (one.kind === "func" && one.params.some((param) => param.name === name)),
  );

/** The symbol that a name in a file means, or undefined. */
export const meant = (node, above, template) =>
  node?.kind === "name" && !isLocal(node.name, above) ? template.symbol(node.name) : undefined;

/** The symbol that a chain of accesses begins with: `a` of `a!.b[0].c`. */
export function root(node) {
  while (["member", "index", "sure", "nested", "parenthesis"].includes(node?.kind)) node = node.of;
  return node;
}

/** The texts of a string, the expressions left out. */
export const texts = (node) => node.parts.filter((part) => typeof part === "string");

/** The value of a property of a body. */
export const property = (body, key) => body.items.find((item) => item.kind === "property" && item.key === key)?.value;

/** Resources and modules of a file, those within others included. */
export function* deployed(template) {
  const from = function* (symbol) {
    yield symbol;
    for (const inner of symbol.nested?.values() ?? []) yield* from(inner);
  };
  for (const symbol of template.symbols.values()) if (["resource", "module"].includes(symbol.kind)) yield* from(symbol);
}
