import { resolve } from "node:path";
import { azure, inParameters, place, subscriptionId } from "./functions/azure.mjs";
import { Deployment } from "./deployment.mjs";
import { evaluate } from "./evaluate.mjs";
import { Problem } from "./problem.mjs";
import { Template } from "./template.mjs";

/** The file that a file of parameters is for, and the values that it gives. */
export function readParameters(path) {
  const template = Template.open(resolve(path)),
    [using] = template.of("using");
  if (!using) throw new Problem(`'${path}' does not say which file it is for`, { line: 1, file: template.file });
  const where = Object.create(Deployment.prototype);
  Object.assign(where, { template, values: {}, found: new Map(), finding: new Set(), scope: { kind: "none" } });
  where.functions = { ...azure(where), ...inParameters };
  where.param = (param) => evaluate(param.value, where);
  return {
    main: template.open(using.path, using),
    given: Object.fromEntries(template.params.map((param) => [param.name, where.find(param)])),
  };
}

/** What a deployment of a file of parameters makes, other values given in place of some of the file's. */
export function deploy(path, others = {}) {
  const { main, given } = path.endsWith(".bicepparam") ? readParameters(path) : { main: Template.open(resolve(path)), given: {} };
  const parameters = { ...given, ...others },
    location = parameters.location ?? "westeurope";
  const scope =
    main.targetScope === "subscription"
      ? { kind: "subscription", id: subscriptionId() }
      : { kind: "resourceGroup", id: `${subscriptionId(place.subscription)}/resourceGroups/rg`, group: "rg", location };
  const deployment = new Deployment(main, parameters, { scope, name: "main", location });
  const resources = [...deployment.resources()];
  for (const { name } of main.params) parameters[name] = deployment.found.get(`param ${name}`);
  return JSON.parse(JSON.stringify({ parameters, resources, outputs: deployment.outputs() }));
}
