import {
  closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK = 1 << 20;
const SNAPSHOT = 'snapshot.jsonl';
const journalName = (generation) => `journal-${generation}.jsonl`;

/**
 * Changes as JSON lines, appended before they are answered, over a snapshot that replaces old ones.
 * The snapshot's first line names its generation; journals of that generation and later come after it, in order. So a process may be
 * killed anywhere, also between the steps of a compaction, and the next start finds everything that was acknowledged.
 */
export class Journal {
  #folder;
  #fd;
  #generation = 0;
  size = 0;
  snapshotSize = 0;

  constructor(folder) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Calls `apply(line)` for every change on disk, oldest first, and opens the journal for more. */
  recover(apply) {
    rmSync(this.#path(`${SNAPSHOT}.tmp`), { force: true });
    const snapshot = this.#path(SNAPSHOT);
    if (existsSync(snapshot)) {
      let first = true;
      this.snapshotSize = eachLine(snapshot, (line) => {
        if (first) this.#generation = JSON.parse(line).generation;
        else apply(line);
        first = false;
      });
    }
    for (const generation of this.#generationsOnDisk()) {
      const path = this.#path(journalName(generation));
      if (generation < this.#generation) rmSync(path);
      else this.#replay(path, apply);
      this.#generation = Math.max(generation, this.#generation);
    }
    this.#fd = openSync(this.#path(journalName(this.#generation)), 'a');
  }

  /** Writes whole lines. A write that fails half-way is taken back, so that no torn line is ever in the middle. */
  append(lines) {
    const bytes = Buffer.from(lines);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    } catch (error) {
      ftruncateSync(this.#fd, this.size);
      throw error;
    }
    this.size += bytes.length;
  }

  /** Starts the next journal; what `lines` yields must be the state at this instant. The old files go when the snapshot stands. */
  async compact(lines) {
    const generation = this.#generation + 1;
    const fd = openSync(this.#path(journalName(generation)), 'a');
    closeSync(this.#fd);
    [this.#fd, this.#generation, this.size] = [fd, generation, 0];

    const temporary = this.#path(`${SNAPSHOT}.tmp`);
    const file = await open(temporary, 'w');
    let written = 0;
    try {
      for (const chunk of inChunks(generation, lines)) written += (await file.writeFile(chunk), chunk.length);
      await file.sync();
    } finally {
      await file.close();
    }
    renameSync(temporary, this.#path(SNAPSHOT));
    this.snapshotSize = written;
    for (const old of this.#generationsOnDisk()) if (old < generation) rmSync(this.#path(journalName(old)));
  }

  close() {
    fsyncSync(this.#fd);
    closeSync(this.#fd);
  }

  #replay(path, apply) {
    this.size = eachLine(path, apply);
    const fd = openSync(path, 'r+');
    ftruncateSync(fd, this.size);
    closeSync(fd);
  }

  #path(name) {
    return join(this.#folder, name);
  }

  #generationsOnDisk() {
    return readdirSync(this.#folder)
      .map((name) => /^journal-(\d+)\.jsonl$/.exec(name)?.[1])
      .filter((generation) => generation !== undefined)
      .map(Number)
      .sort((a, b) => a - b);
  }
}

function* inChunks(generation, lines) {
  let parts = [`{"generation":${generation}}\n`];
  let length = 0;
  for (const line of lines) {
    parts.push(line);
    length += line.length;
    if (length < CHUNK) continue;
    yield Buffer.from(parts.join(''));
    [parts, length] = [[], 0];
  }
  yield Buffer.from(parts.join(''));
}

/** Calls back with each line that ends in a newline, and returns how many bytes those are: what follows them is torn. */
function eachLine(path, callback) {
  const fd = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK);
  let rest = Buffer.alloc(0);
  let whole = 0;
  try {
    for (let read; (read = readSync(fd, buffer, 0, CHUNK, null)) > 0; ) {
      const block = rest.length ? Buffer.concat([rest, buffer.subarray(0, read)]) : buffer.subarray(0, read);
      let from = 0;
      for (let end; (end = block.indexOf(10, from)) >= 0; from = end + 1) callback(block.toString('utf8', from, end));
      whole += from;
      rest = Buffer.from(block.subarray(from));
    }
  } finally {
    closeSync(fd);
  }
  return whole;
}
