import { called, of, role, settings, sources } from "./reading.mjs";

const assignments = (resources) => of(resources, "Microsoft.Authorization/roleAssignments");
const documents = (resources) => of(resources, "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");

/** Whether the scope is the storage account that an app keeps for itself alone, and the grant is to that app. */
const ownHost = (assignment, resources) =>
  settings(resources).some(
    ({ identity, properties }) =>
      sources(properties.AzureWebJobsStorage__blobServiceUri)[0] === assignment.scope &&
      sources(assignment.properties.principalId)[0] === identity,
  );
const hasTaskHub = (assignment, resources) =>
  ownHost(assignment, resources) && /\/id-pipeline-/.test(sources(assignment.properties.principalId)[0]);
const is =
  (type) =>
  ({ scope }) =>
    new RegExp(`/providers/${type}/[^/]+$`).test(scope);

/** Whether the role is made here, and may send mails and nothing else: https://learn.microsoft.com/azure/communication-services/quickstarts/email/send-email-smtp/smtp-authentication */
const sendsMails = (id, resources) =>
  of(resources, "Microsoft.Authorization/roleDefinitions")
    .filter((one) => one.name === id)
    .some(
      ({ properties }) =>
        properties.permissions.flatMap(({ actions }) => actions).join() ===
        "Microsoft.Communication/CommunicationServices/Read,Microsoft.Communication/CommunicationServices/Write,Microsoft.Communication/EmailServices/Write",
    );
export const isRole = (wanted, one, resources) => (typeof wanted === "string" ? wanted === role(one) : wanted(role(one), resources));

/** Roles on something whole rather than on one queue, table, container or secret, and why it has to be. */
export const whole = [
  {
    role: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    on: ownHost,
    why: "Storage Blob Data Owner on the app's own account: the host's locks and keys, and the app's package",
  },
  {
    role: "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
    on: hasTaskHub,
    why: "Storage Queue Data Contributor on Pipeline's own account: Durable makes the task hub's queues",
  },
  {
    role: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    on: hasTaskHub,
    why: "Storage Table Data Contributor on Pipeline's own account: Durable makes the task hub's tables",
  },
  {
    role: "3913510d-42f4-4e42-8a64-420c390055eb",
    on: is("Microsoft.Insights/components"),
    why: "Monitoring Metrics Publisher: telemetry has no smaller place",
  },
  {
    role: sendsMails,
    on: is("Microsoft.Communication/communicationServices"),
    why: "the role of ours that sends mails: they have no smaller place",
  },
];
const isWhole = ({ scope }) => scope.split("/providers/").at(-1).split("/").length === 3;
const metadata = "Microsoft.DocumentDB/databaseAccounts/readMetadata";

export const grants = {
  "no role is given on the group or the subscription": (resources) =>
    assignments(resources)
      .filter(({ scope }) => !/\/providers\//.test(scope))
      .map((one) => `${called(one)} is on ${scope(one)}`),
  "every grant is on something that is deployed, or a secret of a vault that is": (resources) =>
    assignments(resources)
      .filter(
        (one) => !resources.some(({ id }) => id === one.scope || (/\/vaults\/[^/]+$/.test(id) && one.scope.startsWith(`${id}/secrets/`))),
      )
      .map((one) => `${called(one)} is on ${one.scope}`),
  "every grant says that it is to a service": (resources) =>
    assignments(resources)
      .filter(({ properties }) => properties.principalType !== "ServicePrincipal")
      .map(called),
  "every grant is to an identity of an app": (resources) =>
    [...assignments(resources), ...documents(resources)]
      .filter(({ properties }) => !settings(resources).some(({ identity }) => identity === sources(properties.principalId)[0]))
      .map(called),
  "roles are the built-in ones, by their id": (resources) =>
    assignments(resources)
      .filter((one) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(role(one)))
      .map(called),
  "nobody has the whole of anything but what is in the table": (resources) =>
    assignments(resources)
      .filter(isWhole)
      .filter((one) => !whole.some((entry) => isRole(entry.role, one, resources) && entry.on(one, resources)))
      .map((one) => `${called(one)} gives ${role(one)} on the whole of ${one.scope.split("/").at(-1)}`),
  "on all documents nobody may do more than find their way": (resources) =>
    documents(resources)
      .filter(({ properties }) => properties.scope.endsWith(properties.scope.split("/databaseAccounts/")[1].split("/")[0]))
      .filter(({ properties }) => definitionOf(properties.roleDefinitionId, resources).some((action) => action !== metadata))
      .map(called),
  "no role of the documents holds a star": (resources) =>
    of(resources, "Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions")
      .filter(({ properties }) => properties.permissions.some(({ dataActions }) => dataActions.some((action) => action.includes("*"))))
      .map(called),
};
const scope = (one) => one.scope;
const definitionOf = (id, resources) =>
  resources.find((one) => one.id === id)?.properties.permissions.flatMap(({ dataActions }) => dataActions) ?? ["unknown"];
