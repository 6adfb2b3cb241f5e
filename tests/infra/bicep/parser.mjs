import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { repository } from "../places.mjs";
import { tokenize } from "./lexer.mjs";
import { Types } from "./type-syntax.mjs";

/** The parser of declarations: what stands at the left edge of a file. */
class Declarations extends Types {
  file_() {
    const declarations = [];
    for (this.newlines(); !this.is("end"); this.newlines()) {
      declarations.push(this.declaration());
      if (!this.is("newline") && !this.is("end")) this.fail(`expected the end of the line, found '${this.token.value ?? this.token.type}'`);
    }
    return declarations;
  }

  declaration() {
    const decorators = this.decorators(),
      start = this.node("?", { decorators }),
      word = this.name();
    const parse = {
      targetScope: this.assigned,
      metadata: this.named,
      param: this.param,
      var: this.variable,
      output: this.output,
      type: this.type_,
      func: this.func,
      resource: this.resource,
      module: this.module,
      import: this.import,
      using: this.using,
      assert: this.named,
    }[word];
    return parse ? { ...start, kind: word, ...parse.call(this) } : this.fail(`'${word}' begins no declaration`);
  }

  assigned() {
    this.expect("=");
    return { value: this.expression() };
  }
  named() {
    const name = this.name();
    return { name, ...this.assigned() };
  }
  using() {
    return { path: this.text() };
  }

  param() {
    const name = this.name();
    if (this.file.endsWith(".bicepparam")) return { name, ...this.assigned() };
    return { name, type: this.type(), value: this.skip("=") ? this.expression() : undefined };
  }
  variable() {
    const name = this.name(),
      type = this.is("=") ? undefined : this.type();
    return { name, type, ...this.assigned() };
  }
  output() {
    const name = this.name(),
      type = this.type();
    return { name, type, ...this.assigned() };
  }
  type_() {
    const name = this.name();
    this.expect("=");
    return { name, type: this.type() };
  }

  func() {
    const name = this.name();
    this.expect("(");
    const params = this.items(")", () => ({ name: this.name(), type: this.type() })),
      type = this.type();
    this.expect("=>");
    this.newlines();
    return { name, params, type, body: this.expression() };
  }

  resource() {
    const name = this.name(),
      [type, apiVersion] = this.text().split("@"),
      existing = Boolean(this.skipWord("existing"));
    this.expect("=");
    return { name, type, apiVersion, existing, ...this.deployed() };
  }
  module() {
    const name = this.name(),
      path = this.text();
    this.expect("=");
    return { name, path, ...this.deployed() };
  }

  /** A body as it stands, under a condition, in a loop, or both. */
  deployed() {
    if (!this.is("[")) return this.conditional();
    const start = this.node("for");
    this.expect("[");
    this.newlines();
    let inner;
    const loop = this.loop(start, () => (inner = this.conditional()).body);
    return { loop: { names: loop.names, over: loop.over }, ...inner };
  }
  conditional() {
    if (!this.skipWord("if")) return { body: this.object() };
    this.expect("(");
    this.newlines();
    const condition = this.expression();
    this.newlines();
    this.expect(")");
    return { condition, body: this.object() };
  }
  nestedResource() {
    const decorators = this.decorators(),
      start = this.node("resource", { decorators });
    this.expectWord("resource");
    return { ...start, kind: "resource", ...this.resource() };
  }

  import() {
    if (this.skip("*")) {
      this.expectWord("as");
      const all = this.name();
      this.expectWord("from");
      return { all, path: this.text() };
    }
    this.expect("{");
    const items = this.items("}", () => {
      const name = this.name();
      return { name, as: this.skipWord("as") ? this.name() : name };
    });
    this.expectWord("from");
    return { items, path: this.text() };
  }
}

/** What a Bicep text declares. `file` is the name that problems are told with. */
export function parse(text, file) {
  const { tokens, directives } = tokenize(text, file);
  return { file, text, directives, declarations: new Declarations(tokens, file).file_() };
}

const parsed = new Map();

/** The same for a file; each is read once. */
export function parseFile(path) {
  if (!parsed.has(path)) parsed.set(path, { path, ...parse(readFileSync(path, "utf8"), relative(repository, path)) });
  return parsed.get(path);
}
