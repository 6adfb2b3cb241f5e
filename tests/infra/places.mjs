import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The repository's folder: messages tell paths from here. */
export const repository = at("../..");
export const infra = (name = "") => at(`../../infra/${name}`);
export const fixture = (name) => at(`fixtures/${name}`);
