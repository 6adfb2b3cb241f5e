import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const grammar = createRequire(import.meta.url).resolve("tree-sitter-bicep/tree-sitter-bicep.wasm");
await Parser.init();
const parser = new Parser().setLanguage(await Language.load(grammar));

/**
 * What is valid Bicep and version 1.1.0 of the grammar does not know, written as it knows it; every line stays where it is.
 * When a new version knows one of them, a test asks to take it out here.
 */
export const translations = {
  "param of a file of parameters": (text, path) => (path.endsWith(".bicepparam") ? text.replace(/^param (\w+) =/gm, "var $1 =") : text),
};
const tree = (text, path, using = translations) =>
  parser.parse(Object.values(using).reduce((so, translate) => translate(so, path), text)).rootNode;

/** What the grammar does not take of a text, with lines. */
export function errors(text, path, using) {
  const found = [];
  const visit = (node) => {
    if (node.isError || node.isMissing)
      found.push(`${path}:${node.startPosition.row + 1}: ${node.isMissing ? `missing ${node.type}` : node.text.split("\n")[0]}`);
    if (node.hasError) node.children.forEach(visit);
  };
  visit(tree(text, path, using));
  return found;
}
export const errorsOf = (path) => errors(readFileSync(path, "utf8"), path);

/** What a text declares, in its order. */
export const names = (text, path) =>
  tree(text, path)
    .namedChildren.filter(({ type }) => /_declaration$|^user_defined_function$/.test(type) && type !== "metadata_declaration")
    .map((node) => node.namedChildren.find(({ type }) => type === "identifier").text);
