import { relative } from "node:path";
import { Template } from "../bicep/template.mjs";
import { compiler } from "./compiler.mjs";
import { descriptions } from "./descriptions.mjs";
import { references } from "./references.mjs";
import { resources } from "./resources.mjs";
import { secrets } from "./secrets.mjs";
import { strings } from "./strings.mjs";
import { unused } from "./unused.mjs";
import { deployed } from "./walk.mjs";

const rules = [unused, descriptions, strings, secrets, resources, references, compiler];

/** Services of one provider that have versions of their own. */
const apart = { "Microsoft.Insights": /^Microsoft\.Insights\/[^/]+/, "Microsoft.Network": /^Microsoft\.Network\/privateDnsZones/ };

/** What the rules find in one file: `{ rule, line, message }`. */
export function* lint(path) {
  const template = Template.open(path);
  for (const rule of rules) for (const found of rule(template)) yield { file: template.file, ...found };
}

/** One version for each provider, in all files together. */
export function* versions(paths) {
  const first = new Map();
  for (const template of paths.map((path) => Template.open(path)))
    for (const { kind, type, apiVersion, line } of deployed(template)) {
      if (kind !== "resource") continue;
      const provider = type.split("/")[0],
        key = apart[provider]?.exec(type)?.[0] ?? provider,
        known = first.get(key) ?? apiVersion;
      first.set(key, known);
      if (known !== apiVersion)
        yield { file: template.file, rule: "one-api-version", line, message: `${type} is of ${apiVersion}, others of ${key} of ${known}` };
    }
}

/** How long files may be, in lines that are neither empty nor a comment or description. */
export function* lengths(paths, folder, limits) {
  for (const { text, file, path } of paths.map((one) => Template.open(one))) {
    const limit = limits[relative(folder, path)] ?? limits["*"],
      lines = text.split("\n").filter((line) => !/^\s*($|\/\/|@description\()/.test(line)).length;
    if (lines > limit) yield { file, rule: "length", line: 1, message: `${lines} lines, ${limit} are enough` };
  }
}

export const told = ({ file, line, rule, message }) => `${file}:${line}: ${rule}: ${message}`;
