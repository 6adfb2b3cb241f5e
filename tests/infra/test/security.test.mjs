import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { deploy } from "../bicep/parameters.mjs";
import { grants, isRole, whole } from "../security/grants.mjs";
import { names } from "../security/names.mjs";
import { keys } from "../security/settings.mjs";
import { transport } from "../security/transport.mjs";
import { infra } from "../places.mjs";
import { variants } from "../sizes.mjs";

const rules = { ...transport, ...keys, ...grants, ...names };
const deployed = variants.map(([path, others]) => [basename(path), deploy(path, others).resources]);
const short = { name: "ab" },
  long = { name: "a".repeat(24) };

for (const [name, rule] of Object.entries(rules))
  test(name, () => {
    for (const [file, resources] of deployed) assert.deepEqual(rule(resources), [], file);
  });

test("names are right for the shortest and the longest name, and in the places with the longest names", () => {
  for (const name of [short, long])
    for (const networkAccess of ["public", "private"]) {
      const { resources } = deploy(infra("production.bicepparam"), {
        ...name,
        networkAccess,
        regions: ["germanywestcentral", "southafricanorth", "westus"],
      });
      for (const rule of Object.values(names)) assert.deepEqual(rule(resources), []);
    }
});

test("every exception in the table is needed", () => {
  const [, resources] = deployed[0];
  for (const entry of whole)
    assert.ok(
      resources.some(
        (one) =>
          one.type === "Microsoft.Authorization/roleAssignments" &&
          isRole(entry.role, one, resources) &&
          entry.on(one, resources),
      ),
      entry.why,
    );
});

const [, sound] = deployed[3];
const doctored = (type, change, kind = () => true) => {
  const resources = structuredClone(sound);
  change(
    resources.find((one) => one.type === type && kind(one)),
    resources,
  );
  return resources;
};
const setting = (name, value) =>
  doctored(
    "Microsoft.Web/sites/config",
    ({ properties }) => (properties[name] = value),
    (one) => one.name.endsWith("/appsettings"),
  );
const grant = (change) => doctored("Microsoft.Authorization/roleAssignments", change);
const property = (type, path, value) =>
  doctored(type, ({ properties }) =>
    path.split(".").reduce((so, step, index, all) => (index < all.length - 1 ? so[step] : (so[step] = value)), properties),
  );
const account = ({ scope }) => scope.slice(0, scope.lastIndexOf("/queueServices") > 0 ? scope.lastIndexOf("/queueServices") : undefined);

/** For each rule, what it has to find. */
const broken = {
  "storage takes TLS 1.2 or later": property("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_1"),
  "storage takes HTTPS only": property("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", false),
  "storage has no keys": property("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", undefined),
  "storage has no public blobs": property("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", true),
  "storage is replicated to no other tenant": property("Microsoft.Storage/storageAccounts", "allowCrossTenantReplication", true),
  "documents take TLS 1.2 or later": property("Microsoft.DocumentDB/databaseAccounts", "minimalTlsVersion", "Tls11"),
  "documents have no keys": property("Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth", false),
  "no key of the documents can change containers": property(
    "Microsoft.DocumentDB/databaseAccounts",
    "disableKeyBasedMetadataWriteAccess",
    false,
  ),
  "mail has no keys": property("Microsoft.Communication/communicationServices", "disableLocalAuth", false),
  "telemetry has no keys": property("Microsoft.Insights/components", "DisableLocalAuth", false),
  "logs have no keys": property("Microsoft.OperationalInsights/workspaces", "features.disableLocalAuth", false),
  "apps take HTTPS only": property("Microsoft.Web/sites", "httpsOnly", false),
  "apps take TLS 1.2 or later": property("Microsoft.Web/sites", "siteConfig.minTlsVersion", "1.1"),
  "releases take TLS 1.2 or later": property("Microsoft.Web/sites", "siteConfig.scmMinTlsVersion", "1.0"),
  "packages are read by identity": property(
    "Microsoft.Web/sites",
    "functionAppConfig.deployment.storage.authentication.type",
    "StorageAccountConnectionString",
  ),
  "no password publishes an app": property("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", true),
  "the vault cannot be purged": property("Microsoft.KeyVault/vaults", "enablePurgeProtection", undefined),
  "the vault asks for roles": property("Microsoft.KeyVault/vaults", "enableRbacAuthorization", false),
  "no setting holds a key": setting("Other", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b"),
  "no connection is a string": setting("AzureWebJobsStorage", "a"),
  "every value is text": setting("Api__TrustedProxies", 1),
  "sealing keys are read from the vault": setting("Sealing__Keys__k1", "in the clear"),
  "every app has an identity of its own, and settings": setting("AZURE_CLIENT_ID", "<</identities/other#properties.clientId>>"),
  "no role is given on the group or the subscription": grant((one) => (one.scope = one.scope.split("/providers/")[0])),
  "every grant is on something that is deployed, or a secret of a vault that is": grant((one) => (one.scope += "x")),
  "every grant says that it is to a service": grant((one) => delete one.properties.principalType),
  "every grant is to an identity of an app": grant((one) => (one.properties.principalId = "11111111-1111-1111-1111-111111111111")),
  "roles are the built-in ones, by their id": grant((one) => (one.properties.roleDefinitionId = "Owner")),
  "nobody has the whole of anything but what is in the table": doctored(
    "Microsoft.Authorization/roleAssignments",
    (one) => (one.scope = account(one)),
    (one) => one.scope.includes("/queueServices/"),
  ),
  "on all documents nobody may do more than find their way": doctored(
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
    (one) => (one.properties.scope = one.properties.scope.split("/dbs/")[0]),
    (one) => one.properties.scope.includes("/colls/"),
  ),
  "no role of the documents holds a star": property("Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions", "permissions", [
    { dataActions: ["Microsoft.DocumentDB/databaseAccounts/*"] },
  ]),
  "every name is one that Azure takes": doctored("Microsoft.Storage/storageAccounts", (one) => (one.name = "st-with-hyphens")),
  "no two resources have one id": doctored("Microsoft.Storage/storageAccounts", (one, resources) => resources.push({ ...one })),
  "no two resources that the whole world can see share a name": doctored("Microsoft.Storage/storageAccounts", (one, resources) =>
    resources.push({ ...one, id: "other" }),
  ),
};

for (const [name, rule] of Object.entries(rules))
  test(`a deployment that breaks it is found: ${name}`, () => assert.equal(rule(broken[name] ?? []).length > 0, true));
