import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Journal } from '../src/journal.mjs';
import { temporaryFolder } from '../testing/store.mjs';

function recovered(folder) {
  const lines = [];
  const journal = new Journal(folder);
  journal.recover((line) => lines.push(line));
  return { journal, lines };
}

test('A journal gives back its lines in order', (t) => {
  const folder = temporaryFolder(t);
  const { journal } = recovered(folder);
  journal.append('{"n":1}\n{"n":2}\n');
  journal.append('{"n":"ü"}\n');
  journal.close();
  assert.deepEqual(recovered(folder).lines, ['{"n":1}', '{"n":2}', '{"n":"ü"}']);
});

test('A torn last line is dropped, and what is appended after it stands on a line of its own', (t) => {
  const folder = temporaryFolder(t);
  const first = recovered(folder).journal;
  first.append('{"n":1}\n');
  first.close();
  appendFileSync(join(folder, 'journal-0.jsonl'), '{"n":2,"torn');

  const second = recovered(folder);
  assert.deepEqual(second.lines, ['{"n":1}']);
  second.journal.append('{"n":3}\n');
  second.journal.close();
  assert.deepEqual(recovered(folder).lines, ['{"n":1}', '{"n":3}']);
});

test('A compaction replaces old lines, and lines written meanwhile come after it', async (t) => {
  const folder = temporaryFolder(t);
  const { journal } = recovered(folder);
  journal.append('{"old":1}\n{"old":2}\n');
  const compaction = journal.compact(['{"state":1}\n']);
  journal.append('{"new":1}\n');
  await compaction;
  journal.close();
  assert.deepEqual(recovered(folder).lines, ['{"state":1}', '{"new":1}']);
  assert.deepEqual(readdirSync(folder).sort(), ['journal-1.jsonl', 'snapshot.jsonl']);
});

test('A compaction that was killed before its snapshot stood loses nothing', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'journal-0.jsonl'), '{"n":1}\n');
  writeFileSync(join(folder, 'journal-1.jsonl'), '{"n":2}\n');
  writeFileSync(join(folder, 'snapshot.jsonl.tmp'), '{"generation":1}\n{"half');
  assert.deepEqual(recovered(folder).lines, ['{"n":1}', '{"n":2}']);
});

test('A compaction that was killed before it cleaned up repeats nothing', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'journal-0.jsonl'), '{"n":1}\n');
  writeFileSync(join(folder, 'journal-1.jsonl'), '{"n":2}\n');
  writeFileSync(join(folder, 'snapshot.jsonl'), '{"generation":1}\n{"state":1}\n');
  assert.deepEqual(recovered(folder).lines, ['{"state":1}', '{"n":2}']);
});

test('Lines longer than what is read at once come back whole', (t) => {
  const folder = temporaryFolder(t);
  const { journal } = recovered(folder);
  const long = JSON.stringify({ text: 'x'.repeat(3 << 20) });
  journal.append(`${long}\n{"n":2}\n`);
  journal.close();
  assert.deepEqual(recovered(folder).lines, [long, '{"n":2}']);
});

test('A writer killed in mid-stream leaves every line it had acknowledged', async (t) => {
  const folder = temporaryFolder(t);
  const script = `
    import { Journal } from ${JSON.stringify(new URL('../src/journal.mjs', import.meta.url).href)};
    import { writeSync } from 'node:fs';
    const journal = new Journal(${JSON.stringify(folder)});
    journal.recover(() => {});
    for (let n = 0; ; n += 1) {
      journal.append(JSON.stringify({ n, filling: 'x'.repeat(500) }) + '\\n');
      writeSync(1, n + '\\n');
      if (n % 1000 === 999) await journal.compact([JSON.stringify({ upTo: n }) + '\\n']);
    }`;
  const writer = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of writer.stdout) {
    output += chunk;
    if (output.split('\n').length > 3000 && writer.exitCode === null) writer.kill('SIGKILL');
  }
  if (writer.signalCode === null) await once(writer, 'exit');

  const acknowledged = Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1));
  const found = recovered(folder).lines.map((line) => JSON.parse(line));
  const start = found[0].upTo === undefined ? -1 : found.shift().upTo;
  found.forEach(({ n }, i) => assert.equal(n, start + 1 + i));
  assert.ok(start + found.length >= acknowledged, `${start} + ${found.length} lines, but ${acknowledged} was acknowledged`);
  assert.ok(readFileSync(join(folder, 'snapshot.jsonl')).length > 0);
});
