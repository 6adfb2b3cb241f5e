#!/usr/bin/env node
// Stands on PATH for az, azd, gh or dotnet: writes down how it was called, and does what the test's answers say.
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const program = basename(process.argv[1]);
const args = process.argv.slice(2);
const line = args.join(' ');
const option = name => args[args.indexOf(name) + 1];
const { answers, calls, report } = JSON.parse(readFileSync(process.env.FAKE, 'utf8'));

// What a file says is gone when the script ends, so that it is written down too.
const file = args.includes('--file') && program === 'azd' ? readFileSync(option('--file'), 'utf8') : undefined;
const earlier = readFileSync(calls, 'utf8').split('\n').filter(Boolean).map(text => JSON.parse(text));
appendFileSync(calls, JSON.stringify({ program, line, file, sealingKey: process.env.SEALING_KEY, budgetFrom: process.env.BUDGET_FROM }) + '\n');
if (report) await fetch(`${report}/called`, { method: 'POST', body: `${program} ${line}` });

const answer = answers.find(each => each.program === program && line.includes(each.on)
  && (each.times === undefined || earlier.filter(call => call.program === program && call.line.includes(each.on)).length < each.times));
if (!answer) {
  console.error(`fake ${program}: the test has no answer to: ${line}`);
  process.exit(97);
}
if (answer.files) {
  for (const [name, text] of Object.entries(answer.files)) {
    const path = join(option(answer.into), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
if (answer.copy) cpSync(answer.copy, option(answer.into), { recursive: true });
if (answer.says) process.stdout.write(answer.says);
if (answer.complains) process.stderr.write(answer.complains);
process.exit(answer.code ?? 0);
