import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { type Magic, type MagicCall, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { askHosts } from '../snapshots/ask-hosts.ts';
import { askedFor, commandsOfFile, linesOfCommands } from '../snapshots/asked-commands.ts';
import { snapshotName } from '../snapshots/snapshot.ts';
import { SNAPSHOT_COLUMNS, SnapshotReport, snapshotRows } from '../snapshots/snapshot-report.ts';
import { TableValue } from '../values/table-value.ts';

const snapshot: Magic = {
  usage: '%snapshot [NAME [COMMAND; …] [-f FILE] [--replace] [@SELECTOR]] [-d NAME]',
  summary: 'keeps what hosts answer, to compare it later; lists what is kept',
  examples: [
    '%snapshot before',
    '%snapshot before show ip route; show ip ospf neighbor @core',
    '%snapshot before -f checks.txt',
    '%snapshot',
    '%snapshot -d before',
  ],
  async complete(typed, { program }) {
    if (!/^\s*-d\s+\S*$/.test(typed)) return [];
    const { snapshots } = await program.ask('snapshot-list', {});
    return snapshots.map(({ name }) => name);
  },
  async run(call, world) {
    const [first, second] = call.words;
    if (first === undefined) return await listed(world);
    if (first === '-d' || first === '--delete') return await deleted(second, world);
    return await taken(call, world);
  },
};

export default snapshot;

async function listed({ program, print }: World): Promise<TableValue | undefined> {
  const { snapshots, problems } = await program.ask('snapshot-list', {});
  for (const line of problems) print(line);
  if (snapshots.length === 0) {
    print('no snapshots yet: %snapshot NAME takes one');
    return undefined;
  }
  const rows = snapshotRows(snapshots);
  return new TableValue({ columns: SNAPSHOT_COLUMNS, rows, origin: undefined });
}

async function deleted(name: string | undefined, { program }: World): Promise<string> {
  if (name === undefined) throw new MagicError('%snapshot -d needs the name of a snapshot');
  await program.ask('snapshot-delete', { name });
  return `snapshot ${name} deleted`;
}

async function taken({ args, body }: MagicCall, world: World): Promise<SnapshotReport> {
  const { name, rest, file, ifTaken } = partsOf(args);
  const { program, fleet, targets } = world;
  const { snapshots } = await program.ask('snapshot-list', {});
  if (ifTaken === 'refuse' && snapshots.some((one) => one.name === name)) {
    throw new ShowrunError('bad-usage', `there is a snapshot '${name}' already`, {
      advice: 'add --replace, or take another name',
    });
  }
  const { commands: named, selector } = askedFor(rest);
  const commands = [
    ...named,
    ...(file === undefined ? [] : await commandsOfFile(file)),
    ...linesOfCommands(body ?? ''),
  ];
  const hosts = [...fleet.pick(selector === undefined || selector === '' ? targets : selector)];
  if (hosts.length === 0) {
    throw new ShowrunError('bad-usage', 'no host is open', { advice: '%open NAME opens one' });
  }
  const answers = await askHosts(world, { hosts, commands });
  const kept = { name, takenAtMs: Date.now(), hosts: answers };
  if (answers.every((host) => host.answers.length === 0)) {
    const why = answers.map(({ host, failure }) =>
      failure.startsWith(host) ? failure : `${host}: ${failure}`,
    );
    throw new ShowrunError('bad-usage', 'nothing was answered and nothing is kept', {
      advice: safe(why.join('; '), 1_000),
    });
  }
  await program.ask('snapshot-save', { snapshot: kept, ifTaken });
  return new SnapshotReport(kept);
}

interface Parts {
  readonly name: string;
  readonly rest: string;
  readonly file: string | undefined;
  readonly ifTaken: 'refuse' | 'replace';
}

function partsOf(args: string): Parts {
  const [name = ''] = /^\s*\S+/.exec(args) ?? [];
  let rest = args.slice(name.length);
  const take = (option: RegExp): string | undefined => {
    const found = option.exec(rest);
    if (found === null) return undefined;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found[1] ?? '';
  };
  const isReplaced = take(/(?:^|\s)--replace(?=\s|$)/) !== undefined;
  const file = take(/(?:^|\s)-f\s+("[^"]*"|'[^']*'|\S+)/)?.replace(/^["']|["']$/g, '');
  const other = /(?:^|\s)(-\w|--\w+)(?=\s|$)/.exec(rest.split('@')[0]?.split(';')[0] ?? '')?.[1];
  if (other !== undefined && /^\s*-/.test(rest)) {
    throw new MagicError(`%snapshot knows no ${other}: -f FILE, --replace, -d NAME`);
  }
  return {
    name: snapshotName(name.trim()),
    rest,
    file,
    ifTaken: isReplaced ? 'replace' : 'refuse',
  };
}
