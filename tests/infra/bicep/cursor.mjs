import { Problem } from "./problem.mjs";

/** A place in a list of tokens, and the few things that every part of the parser asks of it. */
export class Cursor {
  constructor(tokens, file) {
    this.tokens = tokens;
    this.file = file;
    this.at = 0;
  }
  get token() {
    return this.tokens[this.at];
  }
  node(kind, rest) {
    return { kind, line: this.token.line, file: this.file, ...rest };
  }
  fail(message) {
    throw new Problem(message, this.token, this.file);
  }
  is(type) {
    return this.token.type === type;
  }
  word(value) {
    return this.token.type === "name" && this.token.value === value;
  }
  take() {
    return this.tokens[this.at++];
  }
  skip(type) {
    return this.is(type) ? this.take() : undefined;
  }
  skipWord(value) {
    return this.word(value) ? this.take() : undefined;
  }
  expect(type) {
    return this.is(type) ? this.take() : this.fail(`expected '${type}', found '${this.token.value ?? this.token.type}'`);
  }
  expectWord(value) {
    return this.skipWord(value) ?? this.fail(`expected '${value}'`);
  }
  name() {
    return this.expect("name").value;
  }
  newlines() {
    while (this.is("newline")) this.at += 1;
  }

  /** Whether the next token that is no end of a line is of the type; then the ends of lines before it are skipped. */
  afterNewlines(type) {
    let next = this.at;
    while (this.tokens[next].type === "newline") next += 1;
    if (this.tokens[next].type !== type) return false;
    this.at = next;
    return true;
  }

  /** Items up to `close`, one per line or parted by commas; that is all the freedom Bicep gives. */
  items(close, item) {
    const all = [];
    this.newlines();
    while (!this.is(close)) {
      all.push(item());
      if (this.is(close)) break;
      if (!this.is("newline") && !this.is(","))
        this.fail(`expected a new line, ',' or '${close}', found '${this.token.value ?? this.token.type}'`);
      this.skip(",");
      this.newlines();
    }
    this.expect(close);
    return all;
  }

  /** A string that must be plain text, like the path of a module. */
  text() {
    const token = this.expect("string");
    if (token.parts.length > 1) this.fail("this string may not be interpolated");
    return token.parts[0];
  }
}
