const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WIDTH = 9;
const START = 11;

/**
 * The `_rid` of the n-th item of a container. Query paging orders by `_rid` as text, so the number is written in digits that sort as
 * text; the last two fixed letters keep the bits that mark a document.
 */
export function itemRid(containerRid, n) {
  let digits = '';
  for (let rest = n, i = 0; i < WIDTH; i += 1, rest = Math.floor(rest / DIGITS.length)) digits = DIGITS[rest % DIGITS.length] + digits;
  return `${containerRid.slice(0, START)}${digits}AA==`;
}

/** The n that `itemRid` was given. */
export function numberOf(rid) {
  let n = 0;
  for (const digit of rid.slice(START, START + WIDTH)) n = n * DIGITS.length + DIGITS.indexOf(digit);
  return n;
}
