import { walk } from "./walk.mjs";

const textOf = (decorators = []) => decorators.find((one) => one.name === "description")?.args[0]?.parts?.[0];

/** Everything that others fill in or read is described; what is filled in says whether it must be. */
export function* descriptions(template) {
  for (const one of template.declarations) {
    const text = textOf(one.decorators),
      { name, line } = one;
    if (one.kind === "param") yield* told(text, Boolean(one.value) || one.type.kind === "nullable", `parameter '${name}'`, line);
    const shown = one.kind === "output" || one.decorators?.some((decorator) => decorator.name === "export");
    if (shown && !text) yield { rule: "described", line, message: `'${name}' has no description` };
  }
  for (const { node } of walk(template.declarations))
    if (node.kind === "shape")
      for (const [name, member] of Object.entries(node.members))
        yield* told(textOf(member.decorators), member.kind === "nullable", `member '${name}'`, member.line);
  for (const word of ["name", "description"])
    if (!template.of("metadata").some((one) => one.name === word))
      yield { rule: "described", line: 1, message: `the file has no metadata '${word}'` };
}

function* told(text, optional, what, line) {
  const start = optional ? "Optional. " : "Required. ";
  if (!text) yield { rule: "described", line, message: `${what} has no description` };
  else if (!text.startsWith(start) || !/[.…]$/.test(text))
    yield { rule: "described", line, message: `the description of ${what} is to begin with '${start}' and end as a sentence` };
}
