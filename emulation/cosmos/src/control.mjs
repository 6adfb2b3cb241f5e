import { notEmulated } from './problem.mjs';
import { bytesOf, jsonOf } from './request.mjs';

const json = (value) => ({ status: 200, body: JSON.stringify(value, null, 2), charge: 0 });

/** The emulator's own addresses, which the service does not have: health, statistics and faults. */
export async function answerControl({ store, stats, faults, sweep }, request) {
  switch (`${request.method} ${request.url}`) {
    case 'GET /_emulator/health':
      return json({ status: 'healthy' });
    case 'GET /_emulator/stats':
      sweep();
      return json(stats.report(Object.fromEntries([...store.containers()].map(([name, { items, bytes }]) => [name, { items, bytes }]))));
    case 'DELETE /_emulator/stats':
      stats.reset();
      return { status: 204, charge: 0 };
    case 'GET /_emulator/faults':
      return json(faults.list());
    case 'PUT /_emulator/faults':
      faults.set(jsonOf(await bytesOf(request)));
      return json(faults.list());
    case 'DELETE /_emulator/faults':
      faults.clear();
      return { status: 204, charge: 0 };
    default:
      throw notEmulated(`${request.method} ${request.url}`);
  }
}
