import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The repository's folder: messages tell paths from here. */
export const repository = at("../..");
export const infra = (name = "") => at(`../../infra/${name}`);
export const fixture = (name) => at(`fixtures/${name}`);

/** The files below a folder whose names end so. */
export const filesOf = (folder, ending = ".bicep") =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
