import { infra } from "./places.mjs";

/** The sizes that the repository has, each as it is, with all that can be turned on, and with all that can be left out. */
export const parameters = ["main.bicepparam", "production.bicepparam"].map(infra);
const most = {
  networkAccess: "private",
  dashboardLocation: "westeurope",
  sealingKey: "made up",
  olderSealingKeyIds: ["k0"],
  deadManUrl: "https://example.com/alive",
  mailDomain: "mail.example.com",
  mailDomainVerified: true,
};
const least = { networkAccess: "public", dashboardLocation: "", alarmEmail: "", mailDomain: "mail.example.com" };
export const variants = parameters.flatMap((path) => [{}, most, least].map((others) => [path, others]));

// What a file of parameters reads from its environment, made up.
Object.assign(process.env, {
  AZURE_ENV_NAME: "hawk",
  AZURE_LOCATION: "westeurope",
  ALARM_EMAIL: "ann@example.com",
  BUDGET_FROM: "2026-12-01",
  SEALING_KEY: "",
  DEAD_MAN_URL: "",
});
