/** What is in a deployment, by what one asks of it. */
export const of = (resources, type) => resources.filter((one) => one.type === type);
export const typed = (type) => (resources) => of(resources, type);

/** The ids of the resources that a value is made of: `<<id#path>>`. */
export const sources = (value) => [...String(value).matchAll(/<<([^#>]+)#/g)].map((match) => match[1]);

/** The app settings of each app, with the id of the identity that it runs as. */
export const settings = (resources) =>
  of(resources, "Microsoft.Web/sites/config")
    .filter(({ name }) => name.endsWith("/appsettings"))
    .map((one) => ({ ...one, site: one.id.replace(/\/config\/appsettings$/, ""), identity: sources(one.properties.AZURE_CLIENT_ID)[0] }));

/** The role that an assignment gives, by the last part of its definition's id. */
export const role = ({ properties }) => properties.roleDefinitionId.split("/").at(-1);

export const called = (resource) => `${resource.symbol} '${resource.name}' (${resource.module}:${resource.line})`;
