import { called, of } from "./reading.mjs";

const asked =
  (type, path, ...allowed) =>
  (resources) =>
    of(resources, type)
      .filter((one) => !allowed.includes(path.split(".").reduce((so, step) => so?.[step], one.properties)))
      .map((one) => `${called(one)}: ${path} is to be ${allowed.join(" or ")}`);

/** What every resource of a type says about keys, TLS and openness, because Azure's own default is laxer. */
export const transport = {
  "storage takes TLS 1.2 or later": asked("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "TLS1_2", "TLS1_3"),
  "storage takes HTTPS only": asked("Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", true),
  "storage has no keys": asked("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", false),
  "storage has no public blobs": asked("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", false),
  "storage is replicated to no other tenant": asked("Microsoft.Storage/storageAccounts", "allowCrossTenantReplication", false),
  "documents take TLS 1.2 or later": asked("Microsoft.DocumentDB/databaseAccounts", "minimalTlsVersion", "Tls12"),
  "documents have no keys": asked("Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth", true),
  "no key of the documents can change containers": asked(
    "Microsoft.DocumentDB/databaseAccounts",
    "disableKeyBasedMetadataWriteAccess",
    true,
  ),
  "mail has no keys": asked("Microsoft.Communication/communicationServices", "disableLocalAuth", true),
  "telemetry has no keys": asked("Microsoft.Insights/components", "DisableLocalAuth", true),
  "logs have no keys": asked("Microsoft.OperationalInsights/workspaces", "features.disableLocalAuth", true),
  "apps take HTTPS only": asked("Microsoft.Web/sites", "httpsOnly", true),
  "apps take TLS 1.2 or later": asked("Microsoft.Web/sites", "siteConfig.minTlsVersion", "1.2", "1.3"),
  "releases take TLS 1.2 or later": asked("Microsoft.Web/sites", "siteConfig.scmMinTlsVersion", "1.2", "1.3"),
  "packages are read by identity": asked(
    "Microsoft.Web/sites",
    "functionAppConfig.deployment.storage.authentication.type",
    "UserAssignedIdentity",
  ),
  "no password publishes an app": asked("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", false),
  "the vault cannot be purged": asked("Microsoft.KeyVault/vaults", "enablePurgeProtection", true),
  "the vault asks for roles": asked("Microsoft.KeyVault/vaults", "enableRbacAuthorization", true),
};
