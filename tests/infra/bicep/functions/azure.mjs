import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Unknown } from "../values.mjs";

/** The place that deployments are evaluated for: ids are made up, but have the form of real ones. */
export const place = { subscription: "00000000-0000-0000-0000-000000000001", tenant: "00000000-0000-0000-0000-000000000002" };

/** The public cloud's own names, which is where it is evaluated. */
const environment = {
  name: "AzureCloud",
  resourceManager: "https://management.azure.com/",
  portal: "https://portal.azure.com",
  authentication: {
    loginEndpoint: "https://login.microsoftonline.com/",
    audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
    tenant: "common",
    identityProvider: "AAD",
  },
  suffixes: {
    acrLoginServer: ".azurecr.io",
    keyvaultDns: ".vault.azure.net",
    sqlServerHostname: ".database.windows.net",
    storage: "core.windows.net",
  },
};

const path = (type, names) => {
  const [space, ...kinds] = type.split("/");
  if (kinds.length !== names.length) throw new RangeError(`'${type}' takes ${kinds.length} names, got ${names.length}`);
  return `/providers/${space}/${kinds.map((kind, index) => `${kind}/${names[index]}`).join("/")}`;
};
export const subscriptionId = (id = place.subscription) => `/subscriptions/${id}`;
const groupId = (group, subscription) => `${subscriptionId(subscription)}/resourceGroups/${group}`;

/** Functions that depend on the deployment that they are called in. */
export const azure = (deployment) => ({
  subscription: () => ({
    id: subscriptionId(),
    subscriptionId: place.subscription,
    tenantId: place.tenant,
    displayName: "<<subscription#displayName>>",
  }),
  tenant: () => ({ tenantId: place.tenant, countryCode: "<<tenant#countryCode>>", displayName: "<<tenant#displayName>>" }),
  environment: () => environment,
  deployment: () => ({ name: deployment.name, location: deployment.location, properties: {} }),
  deployer: () => ({ objectId: "<<deployer#objectId>>", tenantId: place.tenant, userPrincipalName: "<<deployer#userPrincipalName>>" }),
  resourceGroup: (name, other) => {
    if (name !== undefined) return { scope: "group", id: groupId(other ?? name, other && name), name: other ?? name };
    if (deployment.scope.kind !== "resourceGroup") throw new RangeError("resourceGroup() has no meaning outside a resource group");
    const { id, group, location } = deployment.scope;
    return { scope: "group", id, name: group, type: "Microsoft.Resources/resourceGroups", location, tags: new Unknown(id, "tags") };
  },
  managementGroup: () => {
    throw new RangeError("nothing is deployed to a management group");
  },
  resourceId: (...args) => {
    const type = args.findIndex((arg) => String(arg).includes("/"));
    const [group, subscription] = args.slice(0, type).reverse();
    if (deployment.scope.kind === "subscription" && !group) return subscriptionId() + path(args[type], args.slice(type + 1));
    return groupId(group ?? deployment.scope.group, subscription) + path(args[type], args.slice(type + 1));
  },
  subscriptionResourceId: (...args) => {
    const type = args.findIndex((arg) => String(arg).includes("/"));
    return subscriptionId(type ? args[0] : undefined) + path(args[type], args.slice(type + 1));
  },
  tenantResourceId: (type, ...names) => path(type, names),
  extensionResourceId: (scope, type, ...names) => scope + path(type, names),
  pickZones: (space, type, location, amount = 1) => Array.from({ length: amount }, (_, index) => `${index + 1}`),
  loadTextContent: (name) => readFileSync(join(dirname(deployment.template.path), name), "utf8").replaceAll("\r\n", "\n"),
  loadJsonContent: (name) => JSON.parse(readFileSync(join(dirname(deployment.template.path), name), "utf8")),
  loadFileAsBase64: (name) => readFileSync(join(dirname(deployment.template.path), name)).toString("base64"),
});

/** Functions that only a file of parameters has. */
export const inParameters = {
  readEnvironmentVariable: (name, otherwise) => {
    const value = process.env[name] ?? otherwise;
    if (value === undefined) throw new RangeError(`the environment variable ${name} is not set, and has no default`);
    return value;
  },
};

/** Functions that only the default of a parameter has, for they differ each time. */
export const inDefaults = { newGuid: () => "<<newGuid>>", utcNow: () => "<<utcNow>>" };
