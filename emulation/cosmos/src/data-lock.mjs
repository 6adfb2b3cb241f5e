import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ZOMBIE = 'Z';

/**
 * A process's state and when it started, in the kernel's ticks: a pid alone may have been given to another process since, and a killed
 * process keeps its pid until its parent looks. Both empty where the system does not tell.
 */
function facts(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return { state: '', start: '' };
  }
}

function isAlive(pid, start) {
  // A holder that was killed before it had written its pid.
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  const now = facts(pid);
  return now.state !== ZOMBIE && (start === '' || now.start === start);
}

/** Makes this process the only one on a data folder; returns what gives it up. A dead holder's lock is taken over. */
export function lockData(folder) {
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${facts(process.pid).start}`;
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
