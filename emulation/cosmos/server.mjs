import { mkdirSync } from 'node:fs';
import https from 'node:https';
import { parseArgs } from 'node:util';
import { certificateIn } from './src/certificate.mjs';
import { lockData } from './src/data-lock.mjs';
import { Emulator } from './src/emulator.mjs';
import { Journal } from './src/journal.mjs';
import { Account } from './src/package-parts.mjs';
import { Store } from './src/store.mjs';

const USAGE = 'Usage: node server.mjs --port PORT --data FOLDER   (port 0 takes a free one)';
const HOST = '127.0.0.1';
const SWEEP_EVERY_MS = 30_000;
const KEEP_ALIVE_MS = 120_000;

function settings() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  if (!/^\d{1,5}$/.test(values.port ?? '') || !values.data) throw new Error(USAGE);
  return { port: Number(values.port), data: values.data };
}

function fail(error) {
  console.error(`Cosmos emulator: ${error.message}`);
  process.exit(1);
}

function load(data, port) {
  try {
    return new Emulator(new Store({ account: new Account(HOST, port), journal: new Journal(data), now: Date.now }));
  } catch (error) {
    return fail(error);
  }
}

function start({ port, data }) {
  mkdirSync(data, { recursive: true });
  const unlock = lockData(data);
  process.on('exit', unlock);
  let emulator;
  const server = https.createServer({ ...certificateIn(data, Date.now()), keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
    emulator.answer(request, response),
  );
  server.on('error', (error) => fail(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use.`) : error));
  server.listen(port, HOST, () => {
    emulator = load(data, server.address().port);
    console.log(`Cosmos emulator ready on https://${HOST}:${server.address().port} (data in ${data})`);
    emulator.store.compact().catch((error) => console.error(`Compaction failed: ${error.message}`));
    setInterval(() => emulator.sweep(), SWEEP_EVERY_MS).unref();
  });
  const stop = () => {
    emulator?.store.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  start(settings());
} catch (error) {
  fail(error);
}
