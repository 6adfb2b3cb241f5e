import { Expressions } from "./expressions.mjs";

const primitive = ["string", "int", "bool", "array", "object", "secureString", "secureObject", "any"];

/** The parser of types: `string?`, `'a' | 'b'`, `{ name: string, *: int }[]`, `names.Region`, `resourceInput<'…'>.tags`. */
export class Types extends Expressions {
  type() {
    if (this.afterNewlines("|")) this.take();
    const of = [this.item()];
    while (this.afterNewlines("|")) {
      this.take();
      of.push(this.item());
    }
    return of.length === 1 ? of[0] : this.node("union", { of });
  }

  item() {
    let type = this.atom();
    for (;;) {
      if (this.is("[") && this.tokens[this.at + 1].type === "]") {
        this.take();
        this.take();
        type = this.node("list", { of: type });
      } else if (this.skip("?")) type = this.node("nullable", { of: type });
      else if (this.skip(".")) type = this.node("typeMember", { of: type, name: this.name() });
      else return type;
    }
  }

  atom() {
    const { type, value } = this.token;
    if (type === "string" || type === "number") return this.node("exactly", { value: type === "string" ? this.text() : this.take().value });
    if (this.skip("-")) return this.node("exactly", { value: -this.expect("number").value });
    if (this.skip("(")) {
      this.newlines();
      const inner = this.type();
      this.newlines();
      this.expect(")");
      return inner;
    }
    if (type === "{") return this.shape();
    if (this.skip("["))
      return this.node("tuple", {
        of: this.items("]", () => {
          this.decorators();
          return this.type();
        }),
      });
    const name = this.name();
    if (["true", "false", "null"].includes(name)) return this.node("exactly", { value: JSON.parse(name) });
    if (this.skip("<")) return this.node("generic", { name, args: this.items(">", () => this.text()) });
    return primitive.includes(name) ? this.node("primitive", { name }) : this.node("typeName", { name });
  }

  decorators() {
    const all = [];
    while (this.skip("@")) {
      const start = this.node("decorator"),
        expression = this.access(this.primary());
      if (expression.kind !== "call") this.fail("a decorator is a call");
      all.push({ ...start, name: expression.name, args: expression.args });
      this.newlines();
    }
    return all;
  }

  shape() {
    const start = this.node("shape");
    this.expect("{");
    const members = {};
    let rest;
    this.items("}", () => {
      const decorators = this.decorators();
      if (this.skip("*")) {
        this.expect(":");
        rest = this.type();
        return;
      }
      const name = this.is("string") ? this.text() : this.name();
      this.expect(":");
      members[name] = { decorators, ...this.type() };
    });
    return { ...start, members, rest };
  }
}
