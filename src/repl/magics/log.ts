import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { type Magic, MagicError } from '../kernel/magic.ts';
import type { World } from '../kernel/world.ts';
import { pathWords } from '../magic-parts/path-words.ts';
import { selectorWords } from '../magic-parts/selector-words.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';

const WORDS = ['on', 'off', 'hosts', 'start', 'stop', 'state'] as const;
const COLUMNS = ['session', 'log', 'lines', 'file'] as const;

const log: Magic = {
  usage: '%log [on|off [SELECTOR]|hosts|start FILE|stop|state]',
  summary:
    "begins and ends the logs of hosts; keeps cells and their answers in a file of one's own",
  examples: ['%log hosts', '%log off r1', '%log on @core', '%log start ~/change.log', '%log stop'],
  complete: async (typed, { program }) => {
    if (/^\s*start\s/.test(typed)) return pathWords(typed);
    if (!/^\s*(?:on|off)\s/.test(typed)) return WORDS;
    return selectorWords(typed, await program.ask('hosts', {}));
  },
  async run({ words }, world) {
    const [what = 'state', ...rest] = words;
    switch (what) {
      case 'on':
      case 'off':
        return await switchLogs(what, rest.join(','), world);
      case 'hosts':
        return await listed(world);
      case 'start':
        return await startCells(rest[0], world);
      case 'stop':
      case 'state':
        return await ofCells(what, world);
      default:
        throw new MagicError(`'${what}' is none of ${WORDS.join(', ')}`);
    }
  },
};

export default log;

/** Of hosts that are not open yet the log begins, or does not, when they are. */
async function switchLogs(
  what: 'on' | 'off',
  selector: string,
  { program, print }: World,
): Promise<void> {
  const facts = selector === '' ? undefined : await program.ask('hosts', { selector });
  const names = facts?.map(({ name }) => name);
  if (names?.length === 0) throw new MagicError(`no host is ${selector}`);
  const states = await program.ask('session-logs', { what, ...(names && { names }) });
  const whose = names === undefined ? 'all sessions' : names.join(', ');
  print(what === 'on' ? `${whose}: logged` : `${whose}: logged no longer`);
  for (const { session, file } of states) {
    if (what === 'on') print(`${session}: ${file}`);
  }
}

async function listed({ program }: World): Promise<unknown> {
  const states = await program.ask('session-logs', { what: 'list' });
  return tableOfRows(
    COLUMNS,
    states.map((state) => ({ ...state })),
  );
}

async function startCells(file: string | undefined, { program, print }: World): Promise<void> {
  if (file === undefined) throw new MagicError('no file was named');
  const path = resolve(file.replace(/^~(?=\/|$)/, homedir()));
  const state = await program.ask('log', { what: 'start', file: path });
  print(
    `cells and their answers go to ${state.file}, secrets hidden; %log hosts has the hosts' own`,
  );
}

async function ofCells(what: 'stop' | 'state', { program, print }: World): Promise<void> {
  const { file, cells } = await program.ask('log', { what });
  if (file === undefined) print('there is no log of cells; %log hosts has those of the hosts');
  else print(`${file}: ${counted(cells)}${what === 'state' ? ' so far' : ''}`);
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
