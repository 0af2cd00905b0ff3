import { describe, expect, it } from 'vitest';
import { closeService } from '../../../../src/app/program-services/close.ts';
import { hostsService } from '../../../../src/app/program-services/hosts.ts';
import { openService } from '../../../../src/app/program-services/open.ts';
import { ShowrunError } from '../../../../src/core/errors.ts';
import type { Host } from '../../../../src/core/host.ts';
import type { Session } from '../../../../src/session/session.ts';
import { testHost } from '../../../helpers/test-host.ts';

const NONE = new AbortController().signal;
const HOSTS = ['r1', 'r2', 'dead'].map((name) => testHost({ name, groups: ['core'] }));

describe('what cells can do to sessions', () => {
  it('opens the hosts of a bare group, and leaves open ones alone unless asked for another session', async () => {
    const { open, opened } = program(['r1']);
    expect(await open({ targets: ['core'] }, NONE)).toEqual([
      { host: 'r1', state: 'open already', says: '' },
      { host: 'r2', state: 'open', says: '' },
      { host: 'dead', state: 'failed', says: 'dead is dead: bury it' },
    ]);
    expect(opened).toEqual(['r2', 'dead']);
    await open({ targets: ['r1', 'r1'], again: true }, NONE);
    expect(opened).toEqual(['r2', 'dead', 'r1']);
  });

  it('opens nothing where a word names nobody, or what was asked is no list of words', async () => {
    const { open, opened } = program([]);
    await expect(open({ targets: ['r2', 'nobody'] }, NONE)).rejects.toThrow(/nobody/);
    expect(await open({ targets: 'r1' }, NONE)).toEqual([]);
    expect(await open(null, NONE)).toEqual([]);
    expect(opened).toEqual([]);
  });

  it('closes sessions by their names, each once, and passes over those that are not there', async () => {
    const { close, closed } = program(['r1', 'r2']);
    expect(await close({ names: ['r2', 'r2', 'gone', 7] }, NONE)).toEqual(['r2']);
    expect(closed).toEqual(['r2']);
  });

  it('tells open hosts first, then the others of the inventory, all or those of a selector', async () => {
    const { hosts } = program(['r2']);
    const all = await hosts({}, NONE);
    expect(all.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      'r2: open',
      'r1: not open',
      'dead: not open',
    ]);
    expect((await hosts({ selector: 'r1,r2' }, NONE)).map(({ name }) => name)).toEqual([
      'r2',
      'r1',
    ]);
    await expect(hosts({ selector: 'rx' }, NONE)).rejects.toThrow(/nothing matches 'rx'/);
    await expect(hosts({ selector: 5 }, NONE)).rejects.toThrow(/no text/);
  });
});

function program(openNames: readonly string[]) {
  const opened: string[] = [];
  const closed: string[] = [];
  const list = HOSTS.filter(({ name }) => openNames.includes(name)).map(sessionTo);
  const sessions = { list, byName: (name: string) => list.find((one) => one.name === name) };
  const inventory = {
    names: HOSTS.map(({ name }) => name),
    groups: ['core'],
    find: (name: string) => HOSTS.find((host) => host.name === name),
  };
  const hostsNamed = (word: string): readonly Host[] => {
    const found = HOSTS.filter(({ name }) => word === '@core' || name === word);
    if (found.length === 0) throw new ShowrunError('bad-selector', `nothing matches '${word}'`);
    return found;
  };
  const open = (host: Host): Session => {
    opened.push(host.name);
    return sessionTo(host);
  };
  return {
    opened,
    closed,
    open: openService(() => ({ sessions, inventory, hostsNamed, open })),
    close: closeService(() => ({ sessions, close: ({ name }) => void closed.push(name) })),
    hosts: hostsService(() => ({ sessions, inventory })),
  };
}

/** As much of a session as the services look at; `dead` does not come up. */
function sessionTo(host: Host): Session {
  const session = {
    ...{ name: host.name, host, groups: host.groups, platform: { name: 'cisco_ios' } },
    ...{ status: { status: 'open', mode: 'privileged', sinceMs: 1 }, mode: 'privileged' },
    ready: async () => {
      if (host.name !== 'dead') return;
      throw new ShowrunError('unreachable', 'dead is dead', { advice: 'bury it' });
    },
  };
  return session as unknown as Session;
}
