import { badRequest } from './problem.mjs';

const PAGE_BYTES = 4 << 20;

/**
 * One page of the change feed: the latest version of each visible item changed after where the reader stands, by LSN.
 * `position` is an If-None-Match value: absent for the beginning, `*` for now, else the etag of the page before.
 * Returns the texts and the LSN up to which the reader has now seen everything.
 */
export function readFeed(container, { position, since, partition, pageSize, nowSeconds }) {
  const after = standing(container, position);
  const texts = [];
  let bytes = 0;
  let last = container.lsn;
  if (position !== '*') {
    for (const record of container.changes(after, partition)) {
      if (!container.isVisible(record, nowSeconds) || record.ts < since) continue;
      if (texts.length === pageSize || bytes + record.text.length > PAGE_BYTES) break;
      texts.push(`${record.text.toString('utf8', 0, record.text.length - 1)},"_lsn":${record.lsn}}`);
      bytes += record.text.length;
      last = record.lsn;
    }
  }
  return { texts, bytes, lsn: texts.length ? last : container.lsn };
}

function standing(container, position) {
  if (position === undefined || position === '*') return 0;
  const lsn = Number(/^"?(\d+)"?$/.exec(position)?.[1] ?? NaN);
  if (Number.isNaN(lsn)) throw badRequest(`The change feed's continuation is not one of this container: ${position}.`);
  if (lsn > container.lsn) {
    throw badRequest(`The change feed's continuation ${lsn} is ahead of this container's ${container.lsn}: it belongs to other data.`);
  }
  return lsn;
}
