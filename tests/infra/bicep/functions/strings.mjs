import { createHash } from "node:crypto";
import { Unknown, textOf } from "../values.mjs";

/** Functions of what only Azure knows are not run: the call itself is the value. */
const known =
  (name, run) =>
  (...args) =>
    args.some((arg) => arg instanceof Unknown)
      ? new Unknown(args.find((arg) => arg instanceof Unknown).id, `${name}(${args.map(textOf).join(", ")})`)
      : run(...args);
const hash = (...parts) => createHash("sha256").update(parts.map(textOf).join("-")).digest();

/** Any stable hash serves: Azure's own differs, its length and letters do not. */
const uniqueString = (...parts) =>
  [...hash(...parts)]
    .slice(0, 13)
    .map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32])
    .join("");
function guid(...parts) {
  const hex = hash("guid", ...parts).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
const format = (pattern, ...args) =>
  pattern.replace(/\{(\d+)(?::([^}]*))?\}/g, (_, index, style) =>
    /^[dD]\d+$/.test(style ?? "") ? String(args[index]).padStart(Number(style.slice(1)), "0") : textOf(args[index]),
  );

const all = {
  toLower: (text) => text.toLowerCase(),
  toUpper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  replace: (text, from, to) => text.replaceAll(from, to),
  split: (text, by) => (Array.isArray(by) ? by : [by]).reduce((parts, one) => parts.flatMap((part) => part.split(one)), [text]),
  startsWith: (text, start) => text.toLowerCase().startsWith(start.toLowerCase()),
  endsWith: (text, end) => text.toLowerCase().endsWith(end.toLowerCase()),
  substring: (text, start, length) => {
    if (start + (length ?? 0) > text.length) throw new RangeError(`substring beyond the end of '${text}'`);
    return text.substr(start, length);
  },
  padLeft: (text, width, filler = " ") => textOf(text).padStart(width, filler),
  uniqueString,
  guid,
  format,
  base64: (text) => Buffer.from(text).toString("base64"),
  base64ToString: (text) => Buffer.from(text, "base64").toString(),
  uri: (base, path) => new URL(path, base).toString(),
  uriComponent: encodeURIComponent,
  uriComponentToString: decodeURIComponent,
  int: (value) => {
    const number = Number(value);
    if (!Number.isInteger(number)) throw new TypeError(`'${value}' is no integer`);
    return number;
  },
  bool: (value) => (typeof value === "string" ? value.toLowerCase() === "true" : Boolean(value)),
  json: (text) => JSON.parse(text),
};

export const strings = {
  ...Object.fromEntries(Object.entries(all).map(([name, run]) => [name, known(name, run)])),
  // These take what only Azure knows as text: a name made of it is still a name.
  format,
  uniqueString,
  guid,
  string: (value) => (value instanceof Unknown ? value : textOf(value)),
};
