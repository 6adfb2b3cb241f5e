import { Problem } from "./problem.mjs";

const punctuation = [
  "...",
  "??",
  "=>",
  "==",
  "!=",
  "=~",
  "!~",
  "<=",
  ">=",
  "&&",
  "||",
  "::",
  ".?",
  "[?",
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  ".",
  ",",
  ":",
  "=",
  "?",
  "!",
  "+",
  "-",
  "*",
  "/",
  "%",
  "<",
  ">",
  "|",
  "@",
];
const escapes = { n: "\n", r: "\r", t: "\t", "\\": "\\", "'": "'", $: "$" };

/**
 * Splits a Bicep text into tokens. Lines matter to Bicep, so their ends are tokens; a string is one token whose parts are
 * texts and, for each `${…}`, the tokens within. Comments are left out; `#disable-…` lines are kept apart, for the linter.
 */
export function tokenize(text, file) {
  const directives = [];
  let at = 0,
    line = 1;
  const fail = (message) => {
    throw new Problem(message, { line, file });
  };

  function string() {
    const parts = [],
      start = line;
    let piece = "";
    at += 1;
    for (;;) {
      const c = text[at];
      if (c === undefined || c === "\n") fail("a string does not end on its line");
      if (c === "'") break;
      if (c === "\\") {
        const unicode = /^u\{([0-9a-fA-F]+)\}/.exec(text.slice(at + 1, at + 12));
        if (unicode) {
          piece += String.fromCodePoint(parseInt(unicode[1], 16));
          at += 1 + unicode[0].length;
          continue;
        }
        if (!(text[at + 1] in escapes)) fail(`'\\${text[at + 1]}' is no escape`);
        piece += escapes[text[at + 1]];
        at += 2;
      } else if (c === "$" && text[at + 1] === "{") {
        at += 2;
        parts.push(piece, tokens("}"));
        piece = "";
        at += 1;
      } else {
        piece += c;
        at += 1;
      }
    }
    at += 1;
    parts.push(piece);
    return { type: "string", parts, line: start };
  }

  function multiline() {
    const start = line,
      end = text.indexOf("'''", at + 3);
    if (end < 0) fail("a multi-line string does not end");
    let close = end;
    while (text[close + 3] === "'") close += 1;
    const inner = text.slice(at + 3, close);
    line += inner.split("\n").length - 1;
    at = close + 3;
    return { type: "string", parts: [inner.replace(/^\r?\n/, "")], line: start, multiline: true };
  }

  function tokens(until) {
    const found = [];
    let depth = 0;
    while (at < text.length) {
      const c = text[at];
      if (until && c === until && depth === 0) return found.concat({ type: "end", line });
      if (c === "\n") {
        found.push({ type: "newline", line });
        line += 1;
        at += 1;
      } else if (/\s/.test(c)) at += 1;
      else if (text.startsWith("//", at)) while (at < text.length && text[at] !== "\n") at += 1;
      else if (text.startsWith("/*", at)) {
        const end = text.indexOf("*/", at);
        if (end < 0) fail("a comment does not end");
        line += text.slice(at, end).split("\n").length - 1;
        at = end + 2;
      } else if (c === "#") {
        const directive = /^#(\S+)(.*)/.exec(text.slice(at));
        directives.push({ name: directive[1], rules: directive[2].trim().split(/\s+/), line });
        at += directive[0].length;
      } else if (text.startsWith("'''", at)) found.push(multiline());
      else if (c === "'") found.push(string());
      else if (/[0-9]/.test(c)) {
        const [digits] = /^[0-9]+/.exec(text.slice(at));
        found.push({ type: "number", value: Number(digits), line });
        at += digits.length;
      } else if (/[A-Za-z_]/.test(c)) {
        const [name] = /^\w+/.exec(text.slice(at));
        found.push({ type: "name", value: name, line });
        at += name.length;
      } else {
        const mark = punctuation.find((p) => text.startsWith(p, at));
        if (!mark) fail(`'${c}' is no part of Bicep`);
        if (mark === "{") depth += 1;
        if (mark === "}") depth -= 1;
        found.push({ type: mark, line });
        at += mark.length;
      }
    }
    if (until) fail("an interpolation does not end");
    return found.concat({ type: "newline", line }, { type: "end", line });
  }
  return { tokens: tokens(), directives };
}
