import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When a process started, in the kernel's ticks: a pid alone may have been given to another process since. Empty where unknown. */
function startOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
  } catch {
    return '';
  }
}

function isAlive(pid, start) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return start === '' || startOf(pid) === start;
}

/** Makes this process the only one on a data folder; returns what gives it up. A dead holder's lock is taken over. */
export function lockData(folder) {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const [pid, start = ''] = readFileSync(path, 'utf8').split(' ');
    if (isAlive(Number(pid), start)) throw new Error(`The data folder ${folder} is in use by process ${pid}.`);
    rmSync(path, { force: true });
  }
  throw new Error(`The data folder ${folder} was locked by another process that started at the same time.`);
}
