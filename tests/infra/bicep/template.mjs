import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseFile } from "./parser.mjs";
import { Problem } from "./problem.mjs";

const opened = new Map();

/** A Bicep file: its declarations by name, with what it imports from others. Names are one space, as in Bicep. */
export class Template {
  static open(path) {
    if (!opened.has(path)) opened.set(path, new Template(parseFile(path)));
    return opened.get(path);
  }

  constructor({ path, file, text, directives, declarations }) {
    Object.assign(this, { path, file, text, directives, declarations });
    this.symbols = new Map();
    for (const one of declarations)
      if (one.name && one.kind !== "output" && one.kind !== "metadata") this.add(one.name, { ...one, template: this });
    for (const one of declarations) if (one.kind === "import") this.imports(one);
    for (const one of [...this.symbols.values()]) if (one.kind === "resource") this.nest(one);
  }

  of(kind) {
    return this.declarations.filter((one) => one.kind === kind);
  }
  symbol(name) {
    return this.symbols.get(name);
  }
  get params() {
    return this.of("param");
  }
  get outputs() {
    return this.of("output");
  }
  get targetScope() {
    return this.of("targetScope")[0]?.value.parts[0] ?? "resourceGroup";
  }

  /** Another file, by its path as this one writes it. */
  open(path, node) {
    const full = join(dirname(this.path), path);
    if (!existsSync(full)) throw new Problem(`there is no file '${path}'`, node);
    return Template.open(full);
  }

  add(name, symbol) {
    if (this.symbols.has(name)) throw new Problem(`'${name}' is declared twice`, symbol, this.file);
    this.symbols.set(name, symbol);
  }

  imports(node) {
    const from = this.open(node.path, node);
    const exported = new Map([...from.symbols].filter(([, one]) => one.decorators?.some((decorator) => decorator.name === "export")));
    if (node.all) return this.add(node.all, { ...node, kind: "namespace", exported });
    for (const { name, as } of node.items) {
      if (!exported.has(name)) throw new Problem(`'${node.path}' exports no '${name}'`, node);
      this.add(as, exported.get(name));
    }
  }

  /** Resources within a resource become symbols of their own, which know what they are in. */
  nest(outer) {
    outer.nested = new Map();
    for (const item of outer.body.items) {
      if (item.kind !== "resource") continue;
      const inner = {
        ...item,
        template: this,
        within: outer,
        type: `${outer.type}/${item.type}`,
        apiVersion: item.apiVersion ?? outer.apiVersion,
      };
      outer.nested.set(inner.name, inner);
      this.nest(inner);
    }
  }
}
