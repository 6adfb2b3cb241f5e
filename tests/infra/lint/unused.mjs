import { meant, walk } from "./walk.mjs";

/** What is declared and used by nobody. */
export function* unused(template) {
  const used = new Set();
  for (const { node, above } of walk(template.declarations)) {
    if (meant(node, above, template)) used.add(node.name);
    if (node.kind === "typeName") used.add(node.name);
    if (node.kind === "call") used.add(node.on?.name ?? node.name);
  }
  for (const [name, { kind, line, existing, decorators, template: home }] of template.symbols) {
    if (used.has(name) || (home === template && decorators?.some((one) => one.name === "export"))) continue;
    const mine = home === template;
    if (!mine || kind === "namespace") yield { rule: "no-unused-imports", line: mine ? line : 1, message: `nobody uses '${name}'` };
    else if (kind === "param") yield { rule: "no-unused-params", line, message: `nobody uses '${name}'` };
    else if (["var", "type", "func"].includes(kind)) yield { rule: "no-unused-vars", line, message: `nobody uses '${name}'` };
    else if (existing) yield { rule: "no-unused-existing-resources", line, message: `nobody uses '${name}'` };
  }
}
