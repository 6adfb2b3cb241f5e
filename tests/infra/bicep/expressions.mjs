import { Cursor } from "./cursor.mjs";

/** How tightly operators bind, as Bicep's own parser has it; all group to the left. */
const binding = {
  "??": 10,
  "||": 20,
  "&&": 30,
  "==": 40,
  "!=": 40,
  "=~": 40,
  "!~": 40,
  "<": 50,
  "<=": 50,
  ">": 50,
  ">=": 50,
  "+": 60,
  "-": 60,
  "*": 70,
  "/": 70,
  "%": 70,
};

/** The parser of expressions. */
export class Expressions extends Cursor {
  expression() {
    const condition = this.binary(0);
    if (!this.afterNewlines("?")) return condition;
    this.expect("?");
    const yes = this.expression();
    this.newlines();
    this.expect(":");
    return { ...this.node("ternary"), line: condition.line, condition, yes, no: this.expression() };
  }

  binary(loosest) {
    let left = this.unary();
    for (;;) {
      const operator = this.token.type,
        tightness = binding[operator] ?? 0;
      if (tightness <= loosest) return left;
      this.take();
      left = this.node("binary", { operator, left, right: this.binary(tightness) });
    }
  }

  unary() {
    const operator = this.skip("!") ?? this.skip("-");
    return operator ? this.node("unary", { operator: operator.type, of: this.unary() }) : this.access(this.primary());
  }

  access(of) {
    for (;;) {
      if (this.skip(".")) {
        const name = this.name();
        of = this.is("(") ? this.node("call", { on: of, name, args: this.args() }) : this.node("member", { of, name });
      } else if (this.skip(".?")) of = this.node("member", { of, name: this.name(), safe: true });
      else if (this.skip("[?")) {
        of = this.node("index", { of, index: this.expression(), safe: true });
        this.expect("]");
      } else if (this.skip("[")) {
        of = this.node("index", { of, index: this.expression() });
        this.expect("]");
      } else if (this.skip("::")) of = this.node("nested", { of, name: this.name() });
      else if (this.skip("!")) of = this.node("sure", { of });
      else return of;
    }
  }

  args() {
    this.expect("(");
    return this.items(")", () => this.expression());
  }

  primary() {
    const { type, value } = this.token;
    if (type === "string") return this.string();
    if (type === "number") return this.node("literal", { value: this.take().value });
    if (type === "{") return this.object();
    if (type === "[") return this.array();
    if (type === "(") return this.parenthesis();
    if (type !== "name") this.fail(`expected an expression, found '${value ?? type}'`);
    if (["true", "false", "null"].includes(value)) return this.node("literal", { value: JSON.parse(this.take().value) });
    const start = this.node("name", { name: this.name() });
    if (this.is("(")) return { ...start, kind: "call", args: this.args() };
    return this.skip("=>") ? this.lambda(start, [start.name]) : start;
  }

  lambda(start, names) {
    this.newlines();
    return { ...start, kind: "lambda", names, body: this.expression() };
  }

  parenthesis() {
    const start = this.node("lambda");
    this.expect("(");
    const inner = this.items(")", () => this.expression());
    if (this.skip("=>")) {
      if (inner.some((one) => one.kind !== "name")) this.fail("a lambda takes names");
      return this.lambda(
        start,
        inner.map((one) => one.name),
      );
    }
    return inner.length === 1 ? { ...start, kind: "parenthesis", of: inner[0] } : this.fail("parentheses hold one expression");
  }

  string() {
    const start = this.node("string"),
      { parts, multiline } = this.expect("string");
    const inner = parts.map((part) => {
      if (typeof part === "string") return part;
      const within = new this.constructor(part, this.file),
        expression = within.expression();
      if (!within.is("end")) within.fail("more than one expression in an interpolation");
      return expression;
    });
    return { ...start, parts: inner, multiline };
  }

  array() {
    const start = this.node("array");
    this.expect("[");
    if (this.afterNewlines("name") && this.word("for")) return this.loop(start, () => this.expression());
    const items = this.items("]", () => (this.skip("...") ? this.node("spread", { of: this.expression() }) : this.expression()));
    return { ...start, items };
  }

  /** `for x in xs: body` or `for (x, i) in xs: body`, its bracket already taken. */
  loop(start, body) {
    this.expectWord("for");
    let names;
    if (this.skip("(")) {
      names = [this.name()];
      this.expect(",");
      names.push(this.name());
      this.expect(")");
    } else names = [this.name()];
    this.expectWord("in");
    const over = this.expression();
    this.expect(":");
    const each = body();
    this.newlines();
    this.expect("]");
    return { ...start, kind: "for", names, over, body: each };
  }

  object() {
    const start = this.node("object");
    this.expect("{");
    const items = this.items("}", () => this.property()),
      seen = new Set();
    for (const { key, line } of items) {
      if (typeof key === "string" && seen.has(key)) this.fail(`line ${line} sets '${key}' a second time`);
      seen.add(key);
    }
    return { ...start, items };
  }

  property() {
    const start = this.node("property");
    if (this.skip("...")) return { ...start, kind: "spread", of: this.expression() };
    if (this.is("@") || (this.word("resource") && this.tokens[this.at + 1].type === "name")) return this.nestedResource();
    let key;
    if (this.is("string")) {
      const string = this.string();
      key = string.parts.length === 1 ? string.parts[0] : string;
      start.quoted = true;
    } else key = this.name();
    this.expect(":");
    return { ...start, key, value: this.expression() };
  }

  nestedResource() {
    return this.fail("a resource has no place here");
  }
}
