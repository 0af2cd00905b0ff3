import { systemClock } from '../../core/clock.ts';
import { safe } from '../../core/safe.ts';
import { tableText } from '../../core/table/forms/table-text.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { HostTimes } from '../timing/host-times.ts';
import { timeText } from '../timing/statistics.ts';

const time: Magic = {
  usage: '%time CELL',
  summary: 'runs a cell and says how long it took, and each host',
  examples: ['%time @all show version', '%time await all.run("show clock")'],
  async run({ args, body }, world) {
    const source = [args, body ?? ''].join('\n').trim();
    if (source === '') throw new MagicError('%time needs a cell: %time @all show version');
    const hosts = new HostTimes(world.fleet, { clock: systemClock });
    world.signal.addEventListener('abort', () => hosts.close(), { once: true });
    const startedMs = performance.now();
    const cpu = process.cpuUsage();
    try {
      return await world.evaluate(source);
    } finally {
      const { user, system } = process.cpuUsage(cpu);
      const wall = timeText(performance.now() - startedMs);
      hosts.close();
      world.print(`wall ${wall}, kernel CPU ${timeText((user + system) / 1_000)}`);
      if (hosts.times.length > 0) world.print(hostTable(hosts));
    }
  },
};

export default time;

const MOST_ROWS = 50;

/** The slowest first. */
function hostTable({ times }: HostTimes): string {
  const sorted = [...times].sort((a, b) => (b.deviceMs ?? b.restMs) - (a.deviceMs ?? a.restMs));
  const rows = sorted
    .slice(0, MOST_ROWS)
    .map(({ host, command, deviceMs, restMs }) => [
      safe(host, 40),
      safe(command, 40),
      deviceMs === undefined ? 'lost' : timeText(deviceMs),
      timeText(restMs),
    ]);
  const text = tableText({
    columns: ['host', 'command', 'device', 'rest'],
    rows,
    origin: undefined,
  });
  return sorted.length > rows.length ? `${text}\n… ${sorted.length - rows.length} more` : text;
}
