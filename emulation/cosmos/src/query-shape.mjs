import { badRequest } from './problem.mjs';

const OFFSET = /\bOFFSET\s+(\d+|@\w+)\s+LIMIT\s+(\d+|@\w+)\s*;?\s*$/i;
const DISTINCT = /^\s*SELECT\s+(DISTINCT)\b/i;

/** Same length, but nothing inside a string literal can be taken for a word of the language. */
const withoutLiterals = (sql) => sql.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, (literal) => '_'.repeat(literal.length));

const cut = (sql, start, length) => sql.slice(0, start) + ' '.repeat(length) + sql.slice(start + length);

/**
 * Takes apart what the package's grammar lacks: DISTINCT and OFFSET … LIMIT are cut out and applied to the rows afterwards.
 * `offset` and `limit` are numbers or names of parameters.
 */
export function shapeOf(query) {
  let sql = query;
  const bare = withoutLiterals(query);
  if (/\bGROUP\s+BY\b/i.test(bare)) throw badRequest('GROUP BY is not emulated.');

  const offset = OFFSET.exec(bare);
  if (offset) sql = cut(sql, offset.index, offset[0].length);
  const distinct = DISTINCT.exec(bare);
  if (distinct) {
    if (/\bTOP\b/i.test(bare)) throw badRequest('DISTINCT together with TOP is not emulated.');
    sql = cut(sql, distinct[0].length - distinct[1].length, distinct[1].length);
  }
  return { sql, distinct: distinct !== null, offset: offset?.[1] ?? null, limit: offset?.[2] ?? null };
}
