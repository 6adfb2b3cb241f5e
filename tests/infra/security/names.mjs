import { called } from "./reading.mjs";

/** What Azure takes as a name. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const rules = {
  "Microsoft.Storage/storageAccounts": /^[a-z0-9]{3,24}$/,
  "Microsoft.Storage/storageAccounts/queueServices/queues": /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "Microsoft.Storage/storageAccounts/tableServices/tables": /^[A-Za-z][A-Za-z0-9]{2,62}$/,
  "Microsoft.Storage/storageAccounts/blobServices/containers": /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "Microsoft.KeyVault/vaults": /^(?=.{3,24}$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/,
  "Microsoft.KeyVault/vaults/secrets": /^[A-Za-z0-9-]{1,127}$/,
  "Microsoft.Web/sites": /^(?=.{2,60}$)[A-Za-z0-9]+(-+[A-Za-z0-9]+)*$/,
  "Microsoft.Web/serverfarms": /^[A-Za-z0-9-]{1,60}$/,
  "Microsoft.Web/staticSites": /^[A-Za-z0-9-]{1,40}$/,
  "Microsoft.DocumentDB/databaseAccounts": /^(?=.{3,44}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  "Microsoft.Communication/communicationServices": /^[\w-]{1,63}$/,
  "Microsoft.Communication/emailServices": /^[A-Za-z0-9-]{1,63}$/,
  "Microsoft.ManagedIdentity/userAssignedIdentities": /^[A-Za-z0-9][\w-]{2,127}$/,
  "Microsoft.OperationalInsights/workspaces": /^(?=.{4,63}$)[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
  "Microsoft.Insights/components": /^[^%&\\?/]{1,260}$/,
  "Microsoft.Insights/scheduledQueryRules": /^[^*#&+:<>?@%{}\\/]{1,260}$/,
  "Microsoft.Insights/actionGroups": /^[^:<>+/&%\\?|]{1,260}$/,
  "Microsoft.Resources/resourceGroups": /^[-\w.()]{0,89}[-\w()]$/,
  "Microsoft.Network/virtualNetworks": /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  "Microsoft.Network/natGateways": /^[A-Za-z0-9][\w.-]{0,78}\w$/,
  "Microsoft.Network/publicIPAddresses": /^[A-Za-z0-9][\w.-]{0,78}\w$/,
  "Microsoft.Network/privateEndpoints": /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  "Microsoft.Consumption/budgets": /^[\w-]{1,63}$/,
};
/** Types whose names are one for the whole world. */
const worldwide = [
  "Microsoft.Storage/storageAccounts",
  "Microsoft.KeyVault/vaults",
  "Microsoft.Web/sites",
  "Microsoft.DocumentDB/databaseAccounts",
  "Microsoft.Communication/communicationServices",
];

export const names = {
  "every name is one that Azure takes": (resources) =>
    resources.filter(({ type, name }) => rules[type] && !rules[type].test(name.split("/").at(-1))).map(called),
  "no two resources have one id": (resources) =>
    resources.filter(({ id }, index) => resources.findIndex((other) => other.id.toLowerCase() === id.toLowerCase()) !== index).map(called),
  "no two resources that the whole world can see share a name": (resources) =>
    resources
      .filter(({ type }) => worldwide.includes(type))
      .filter(({ type, name }, index, all) => all.findIndex((other) => other.type === type && other.name === name) !== index)
      .map(called),
};
