import { of, settings } from "./reading.mjs";

const key = /AccountKey=|SharedAccessKey=|SharedAccessSignature=|InstrumentationKey=(?!<<)|accesskey=|[?&]sig=|Password=/i;
const long = /^[A-Za-z0-9+/]{43,}={0,2}$/;

/** No setting is a key: what is secret is named, and read from the vault by the app's own identity. */
export const keys = {
  "no setting holds a key": (resources) =>
    settings(resources).flatMap(({ site, properties }) =>
      Object.entries(properties)
        .filter(([, value]) => key.test(value) || long.test(value))
        .map(([name]) => `${site}: ${name} looks like a key`),
    ),
  "no connection is a string": (resources) =>
    settings(resources).flatMap(({ site, properties }) =>
      Object.keys(properties)
        .filter((name) => /^(AzureWebJobsStorage|WEBSITE_CONTENTAZUREFILECONNECTIONSTRING|.*ConnectionString)$/i.test(name))
        .map((name) => `${site}: ${name} is a connection string`),
    ),
  "every value is text": (resources) =>
    settings(resources).flatMap(({ site, properties }) =>
      Object.entries(properties)
        .filter(([, value]) => typeof value !== "string")
        .map(([name, value]) => `${site}: ${name} is ${typeof value}`),
    ),
  "sealing keys are read from the vault": (resources) =>
    settings(resources).flatMap(({ site, properties }) =>
      Object.entries(properties)
        .filter(([name, value]) => name.startsWith("Sealing__Keys__") && !/^@Microsoft\.KeyVault\(SecretUri=.+\)$/.test(value))
        .map(([name]) => `${site}: ${name} is no reference to the vault`),
    ),
  "every app has an identity of its own, and settings": (resources) => {
    const all = settings(resources),
      sites = of(resources, "Microsoft.Web/sites"),
      identities = all.map(({ identity }) => identity);
    return sites
      .filter(
        (site) =>
          !all.some((one) => one.site === site.id && Object.keys(site.identity?.userAssignedIdentities ?? {}).includes(one.identity)),
      )
      .map((site) => `${site.name} does not run as the identity that its settings name`)
      .concat(identities.filter((one, index) => identities.indexOf(one) !== index).map((one) => `two apps run as ${one}`));
  },
};
