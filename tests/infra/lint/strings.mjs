import { texts, walk } from "./walk.mjs";

/** Hosts that differ between Azure's clouds: those that Bicep's own rule names. `environment()` knows them. */
const hosts = [
  "api.loganalytics.io",
  "azuredatalakeanalytics.net",
  "azuredatalakestore.net",
  "batch.core.windows.net",
  "core.windows.net",
  "database.windows.net",
  "datalake.azure.net",
  "gallery.azure.com",
  "graph.windows.net",
  "login.microsoftonline.com",
  "management.azure.com",
  "management.core.windows.net",
  "region.asazure.windows.net",
  "trafficmanager.net",
  "vault.azure.net",
];
const plain = /^[A-Za-z_]\w*$/;

/** Strings that say too much, or nothing. */
export function* strings(template) {
  for (const {
    node,
    above: [parent],
  } of walk(template.declarations)) {
    const { line } = node;
    if (node.kind === "string") {
      const host = hosts.find((one) => texts(node).some((text) => text.includes(one)));
      if (host && parent?.kind !== "decorator" && parent?.kind !== "metadata")
        yield { rule: "no-hardcoded-env-urls", line, message: `'${host}' is another in another cloud: ask environment()` };
      if (node.parts.length === 3 && !node.parts[0] && !node.parts[2] && parent?.key !== node)
        yield { rule: "simplify-interpolation", line, message: "the quotes around one expression say nothing" };
    }
    if (node.kind === "call" && node.name === "concat" && node.args.some((arg) => arg.kind === "string"))
      yield { rule: "prefer-interpolation", line, message: "join texts by '${…}'" };
    if (node.kind === "property" && node.quoted && plain.test(node.key))
      yield { rule: "prefer-unquoted-property-names", line, message: `'${node.key}' needs no quotes` };
    if (node.kind === "index" && node.index.kind === "string" && plain.test(node.index.parts.join()))
      yield { rule: "prefer-unquoted-property-names", line, message: `write .${node.index.parts[0]}` };
    if (
      node.kind === "ternary" &&
      node.condition.kind === "call" &&
      node.condition.name === "contains" &&
      ["member", "index"].includes(node.yes.kind) &&
      JSON.stringify(plainly(node.condition.args[0])) === JSON.stringify(plainly(node.yes.of))
    )
      yield { rule: "use-safe-access", line, message: "write x.?y ?? z" };
    if (node.kind === "call" && node.name === "json" && node.args[0]?.parts?.[0] === "null")
      yield { rule: "simplify-json-null", line, message: "write null" };
  }
  for (const { line, name } of template.directives) yield { rule: "no-exceptions", line, message: `'#${name}' silences the linter` };
}

const plainly = (node) => JSON.parse(JSON.stringify(node, (key, value) => (key === "line" ? undefined : value)));
