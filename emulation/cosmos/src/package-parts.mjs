import { createRequire } from 'node:module';

// The package exports only a whole server; its parts are files, and its query engine a dependency of its own.
const ofServer = createRequire(createRequire(import.meta.url).resolve('@vercel/cosmosdb-server'));
const ofQuery = createRequire(ofServer.resolve('@zeit/cosmosdb-query'));

export const Account = ofServer('./account/index.js').default;
export const routeOf = ofServer('./routes.js').default;
export const { patchOperation } = ofServer('./handler/_patch-operations.js');

export const parser = ofQuery('./parser.js');
export const transformer = ofQuery('./transformer.js').default;
export const queryHelpers = ofQuery('./helpers.js');
export const aggregateFunctions = ofQuery('./aggregate-functions.js');
export const builtinFunctions = ofQuery('./builtin-functions.js');
export const generateCode = ofQuery('@babel/generator').default;
