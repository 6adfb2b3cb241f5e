import { aggregateFunctions, builtinFunctions, generateCode, parser, queryHelpers, transformer } from './package-parts.mjs';
import { badRequest } from './problem.mjs';
import { partitionsNamedBy } from './query-partitions.mjs';
import { shapeOf } from './query-shape.mjs';

const CACHED = 200;
const PAGE_BYTES = 4 << 20;
/** Where a parsed document carries its stored text, which is also its answer when it is selected as it is. */
const TEXT = Symbol('text');

/** The package compares texts only as they are written; the service also without regard to case, when a third argument says so. */
const functions = {
  ...builtinFunctions,
  CONTAINS: textual((text, part) => text.includes(part)),
  STARTSWITH: textual((text, part) => text.startsWith(part)),
  ENDSWITH: textual((text, part) => text.endsWith(part)),
};

const compiled = new Map();

/** Parsed documents of late: a partition that is asked again and again is not parsed each time. Records never change; a write makes another. */
const KEPT_BYTES = 16 << 20;
const kept = new Map();
let keptBytes = 0;

/** Parses and compiles a query by the package's engine; a query that it cannot do is a 400 that says so. */
export function compile(query) {
  if (compiled.has(query)) return compiled.get(query);
  if (typeof query !== 'string' || query.trim() === '') throw badRequest('The request body holds no query text.');
  const shape = shapeOf(query);
  try {
    const ast = parser.parse(shape.sql.trim());
    const { code } = generateCode(appendInPlace(transformer(ast)));
    const run = new Function(`"use strict";return (${code})`)();
    if (compiled.size >= CACHED) compiled.delete(compiled.keys().next().value);
    compiled.set(query, { ...shape, ast, run });
    return compiled.get(query);
  } catch (error) {
    throw badRequest(`Syntax error, or a part of the language that is not emulated: ${error.message} In: ${query}`);
  }
}

export const partitionsOf = (query, container, parameters) =>
  partitionsNamedBy(compile(query).ast, container.partitionPaths, parameters);

/**
 * Runs a query over records. Returns the texts of one page's results, the token for the next (null on the last) and the bytes of the
 * documents that the filter let through to this page: all of them where the result needs all (aggregates, DISTINCT, OFFSET).
 */
export function execute(query, parameters, records, { pageSize, token, compositeIndexes }) {
  const { run, distinct, offset, limit } = compile(query);
  const values = Object.fromEntries(parameters.map(({ name, value }) => [name.slice(1), value]));
  const number = (text) => (text.startsWith('@') ? values[text.slice(1)] : Number(text));
  let matched = [];
  let shown = null;
  let paged = false;

  const helpers = {
    ...queryHelpers,
    append,
    stripUndefined: strip,
    sort: (rows, ridOf, indexes, ...orders) => {
      matched = orders.length ? queryHelpers.sort(rows, ridOf, indexes, ...orders) : byRid(rows, ridOf);
      return matched;
    },
    paginate: (rows, max, continuation, ridOf, ...orders) => {
      paged = true;
      let left = distinct ? withoutRepeats(rows) : rows;
      if (offset !== null) left = left.slice(number(offset), number(offset) + number(limit));
      const turn = (size) => queryHelpers.paginate(left.map(([, source], i) => [i, source]), size, continuation, ridOf, ...orders);
      let page = turn(max);
      const texts = page.result.map((i) => textOf(left[i][0]));
      const fitting = countWithin(texts, PAGE_BYTES);
      if (fitting < texts.length) page = turn(fitting);
      if (!distinct && offset === null) shown = page.result.map((i) => left[i][1]);
      const defined = texts.slice(0, page.result.length).filter((text) => text !== undefined);
      return { result: defined, continuation: page.continuation };
    },
  };

  const documents = records.map(parsed);
  const continuation = token ? { token } : null;
  const output = guarded(() =>
    run(aggregateFunctions, functions, documents, helpers, {}, values, pageSize, continuation, compositeIndexes),
  );
  return {
    texts: paged ? output.result : output.result.map(textOf),
    token: output.continuation?.token ?? null,
    examinedBytes: bytesOf(shown ?? matched),
  };
}

function guarded(run) {
  try {
    return run();
  } catch (error) {
    throw badRequest(error.message);
  }
}

function textual(compare) {
  return (text, part, ignoreCase = false) => {
    if (typeof text !== 'string' || typeof part !== 'string' || typeof ignoreCase !== 'boolean') return undefined;
    return ignoreCase ? compare(text.toLowerCase(), part.toLowerCase()) : compare(text, part);
  };
}

function parsed(record) {
  let document = kept.get(record);
  if (document) {
    kept.delete(record);
  } else {
    document = JSON.parse(record.text);
    document[TEXT] = record.text;
    keptBytes += record.text.length;
  }

  kept.set(record, document);
  for (const oldest of keptBytes > KEPT_BYTES ? kept.keys() : []) {
    if (oldest === record || keptBytes <= KEPT_BYTES) break;
    kept.delete(oldest);
    keptBytes -= oldest.text.length;
  }

  return document;
}

function bytesOf(rows) {
  const documents = new Set(rows.map((row) => Object.values(row)[0]));
  let bytes = 0;
  for (const document of documents) bytes += document?.[TEXT]?.length ?? 0;
  return bytes;
}

function byRid(rows, ridOf) {
  const rids = rows.map(ridOf);
  if (rids.every((rid, i) => i === 0 || !(rids[i - 1] > rid))) return rows;
  return rows.map((row, i) => [rids[i], row]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

function withoutRepeats(rows) {
  const seen = new Set();
  return rows.filter(([result]) => {
    const text = textOf(result);
    return !seen.has(text) && seen.add(text);
  });
}

/** How many fit into the bytes; at least one, so that paging goes on. */
function countWithin(texts, bytes) {
  let [count, total] = [0, 0];
  while (count < texts.length && (total += texts[count]?.length ?? 0) <= bytes) count += 1;
  return Math.max(1, count);
}

/** JSON writes an undefined element of a list as null; the service leaves it out. */
function strip(value) {
  if (value === null || typeof value !== 'object' || value[TEXT]) return value;
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(strip);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, strip(item)]));
}

const textOf = (value) => value?.[TEXT]?.toString() ?? JSON.stringify(strip(value));

function append(list, ...items) {
  list.push(...items);
  return list;
}

/** The package builds its rows as `[...$, row]`, a copy per row; over a large container that takes minutes. */
function appendInPlace(node) {
  if (node === null || typeof node !== 'object') return node;
  for (const [name, child] of Object.entries(node)) node[name] = appendInPlace(child);
  const [first, ...rest] = node.type === 'ArrayExpression' ? node.elements : [];
  if (first?.type !== 'SpreadElement' || first.argument.name !== '$') return node;
  const callee = { type: 'MemberExpression', object: { type: 'Identifier', name: '$h' }, property: { type: 'Identifier', name: 'append' } };
  return { type: 'CallExpression', callee, arguments: [first.argument, ...rest] };
}
