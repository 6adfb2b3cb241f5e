// Prints what a file of parameters deploys, as JSON: node tests/infra/deployment.mjs infra/main.bicepparam [name=value …]
import { deploy } from "./bicep/parameters.mjs";
import { Problem } from "./bicep/problem.mjs";

const [path, ...pairs] = process.argv.slice(2);

/** `regions=["westeurope"]` is JSON; what is none is a text. */
function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

if (!path) {
  console.error("usage: node tests/infra/deployment.mjs FILE.bicepparam [name=value …]");
  process.exit(2);
}
try {
  const others = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), value(pair.slice(pair.indexOf("=") + 1))]));
  console.log(JSON.stringify(deploy(path, others), null, 2));
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
}
