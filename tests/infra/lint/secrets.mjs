import { meant, walk } from "./walk.mjs";

const isSecure = (one) => one?.decorators?.some((decorator) => decorator.name === "secure");
const sounds = /password|pwd|secret|accountkey|acctkey/i,
  harmless = /(name|names|id|ids|uri|url|version|settings)$/i;

/** Secrets come in marked as such, without a default, and never come out. */
export function* secrets(template) {
  for (const param of template.params) {
    const { name, line, value, type } = param;
    if (isSecure(param) && value && !(value.kind === "string" && value.parts.join("") === ""))
      yield { rule: "secure-parameter-default", line, message: `'${name}' is a secret with a default` };
    if (!isSecure(param) && sounds.test(name) && !harmless.test(name) && ["string", "object"].includes(type.name))
      yield { rule: "secure-secrets-in-params", line, message: `'${name}' sounds like a secret, and is not @secure()` };
  }
  for (const output of template.outputs) {
    const { name, line, value } = output;
    if (/password/i.test(name)) yield { rule: "outputs-should-not-contain-secrets", line, message: `'${name}' sounds like a secret` };
    const source = leak(value, template, new Set());
    if (source) yield { rule: "outputs-should-not-contain-secrets", line, message: `'${name}' gives away '${source}'` };
  }
}

/** The secret parameter or function that a value is made of, by way of variables too. */
function leak(value, template, seen) {
  for (const { node, above } of walk(value)) {
    if (node.kind === "call" && /^list[A-Z]|^getSecret$/.test(node.name)) return `${node.name}()`;
    const symbol = meant(node, above, template);
    if (isSecure(symbol)) return symbol.name;
    if (symbol?.kind !== "var" || seen.has(symbol)) continue;
    seen.add(symbol);
    const found = leak(symbol.value, symbol.template, seen);
    if (found) return found;
  }
  return undefined;
}
