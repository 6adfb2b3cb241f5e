import { equal, isObject, textOf, Unknown } from "../values.mjs";

const byName = (object) => Object.keys(object).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
const count = (value) => (isObject(value) ? Object.keys(value).length : value.length);
const compare = (less) => (a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0);

/** Objects are merged deeply, arrays lose doubles: as Azure does it. */
function union(first, ...others) {
  const merge = (a, b) => {
    const merged = { ...a };
    for (const [key, value] of Object.entries(b))
      merged[key] = isObject(value) && isObject(merged[key]) ? merge(merged[key], value) : value;
    return merged;
  };
  if (isObject(first)) return others.reduce(merge, first);
  return [first, ...others].flat().reduce((all, item) => (all.some((one) => equal(one, item)) ? all : [...all, item]), []);
}
const shallowMerge = (objects) => Object.assign({}, ...objects);
const extreme =
  (pick) =>
  (...numbers) =>
    pick(...numbers.flat());

export const collections = {
  array: (value) => (Array.isArray(value) ? value : [value]),
  createArray: (...items) => items,
  concat: (first, ...rest) => (Array.isArray(first) ? [first, ...rest].flat() : [first, ...rest].map(textOf).join("")),
  contains: (where, what) => {
    if (isObject(where)) return Object.keys(where).some((key) => key.toLowerCase() === textOf(what).toLowerCase());
    return Array.isArray(where) ? where.some((one) => equal(one, what)) : textOf(where).includes(textOf(what));
  },
  empty: (value) => (value === null || value === undefined ? true : value instanceof Unknown ? false : count(value) === 0),
  first: (value) => value[0] ?? (typeof value === "string" ? "" : null),
  last: (value) => value[value.length - 1] ?? (typeof value === "string" ? "" : null),
  skip: (value, amount) => value.slice(Math.max(0, amount)),
  take: (value, amount) => value.slice(0, Math.max(0, amount)),
  length: count,
  indexOf: (where, what) =>
    Array.isArray(where) ? where.findIndex((one) => equal(one, what)) : where.toLowerCase().indexOf(what.toLowerCase()),
  lastIndexOf: (where, what) =>
    Array.isArray(where) ? where.findLastIndex((one) => equal(one, what)) : where.toLowerCase().lastIndexOf(what.toLowerCase()),
  range: (start, amount) => Array.from({ length: amount }, (_, index) => start + index),
  join: (items, by) => items.map(textOf).join(by),
  flatten: (lists) => lists.flat(),
  union,
  intersection: (first, ...others) =>
    isObject(first)
      ? Object.fromEntries(Object.entries(first).filter(([key, value]) => others.every((other) => equal(other[key], value))))
      : first.filter((item) => others.every((other) => other.some((one) => equal(one, item)))),
  shallowMerge,
  items: (object) => byName(object).map((key) => ({ key, value: object[key] })),
  objectKeys: byName,
  min: extreme(Math.min),
  max: extreme(Math.max),
  coalesce: (...values) => values.find((value) => value !== null && value !== undefined) ?? null,
  map: (items, run) => items.map((item, index) => run(item, index)),
  filter: (items, run) => items.filter((item, index) => run(item, index)),
  reduce: (items, start, run) => items.reduce((so, item, index) => run(so, item, index), start),
  sort: (items, less) => [...items].sort(compare(less)),
  groupBy: (items, key) =>
    Object.groupBy?.(items, key) ?? items.reduce((groups, item) => ({ ...groups, [key(item)]: [...(groups[key(item)] ?? []), item] }), {}),
  toObject: (items, key, value = (item) => item) => Object.fromEntries(items.map((item) => [textOf(key(item)), value(item)])),
  mapValues: (object, run) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, run(value)])),
  objectFromEntries: Object.fromEntries,
};
