import { describe, expect, it } from 'vitest';
import type { HostAnswer } from '../../../../src/repl/link/backend.ts';
import { takeAnswers } from '../../../../src/repl/snapshots/take-snapshot.ts';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  cisco_ios: ['show version', 'show ip route'],
  frr: ['show ip route'],
};

describe('what hosts are asked for a snapshot', () => {
  it('goes by their platforms, hosts with the same commands together', async () => {
    const { asked, taken } = await take(['r1', 'cisco_ios'], ['f1', 'frr'], ['r2', 'cisco_ios']);
    expect(asked).toEqual([
      ['r1,r2', 'show version; show ip route'],
      ['f1', 'show ip route'],
    ]);
    expect(taken.map(({ host, answers }) => [host, answers.length])).toEqual([
      ['r1', 2],
      ['f1', 1],
      ['r2', 2],
    ]);
  });

  it('finds out first what a host is that nobody has recognised', async () => {
    const { asked, taken } = await take(['new', 'auto'], ['r1', 'cisco_ios']);
    expect(asked[0]).toEqual(['new', 'show version']);
    expect(taken[0]).toMatchObject({ host: 'new', platform: 'cisco_ios', failure: '' });
    expect(taken[0]?.answers.map(({ command }) => command)).toEqual(COMMANDS['cisco_ios']);
  });

  it('says why a host was lost, and what it was not asked', async () => {
    const { taken } = await take(['dying', 'cisco_ios'], ['dead', 'auto']);
    expect(taken[0]).toMatchObject({
      failure: 'dying is gone',
      notAsked: ['show ip route'],
      answers: [{ command: 'show version' }],
    });
    expect(taken[1]).toMatchObject({ host: 'dead', failure: 'dead is gone', answers: [] });
  });

  it('says that nobody knows what to ask a platform', async () => {
    const { taken } = await take(['x', 'toaster']);
    expect(taken[0]?.failure).toBe('no commands are known for toaster: name some');
  });

  it('hides secrets before anything is kept', async () => {
    const { taken } = await take(['r1', 'cisco_ios']);
    expect(JSON.stringify(taken)).not.toContain('PLANTED');
    expect(taken[0]?.answers[0]?.hidden).toBe(1);
  });
});

async function take(...hosts: readonly (readonly [name: string, platform: string])[]) {
  const asked: [string, string][] = [];
  const taken = await takeAnswers({
    hosts: hosts.map(([name, platform]) => ({ name, platform })),
    commandsOf: ({ platform }) => COMMANDS[platform] ?? [],
    ask: async (names, commands) => {
      asked.push([names.join(), commands.join('; ')]);
      return names.flatMap((name) => commands.map((command) => answerOf(name, command)));
    },
  });
  return { asked, taken };
}

function answerOf(host: string, command: string): HostAnswer {
  if (host === 'dead' || (host === 'dying' && command !== 'show version')) {
    const error = { code: 'hung-up', message: `${host} is gone`, advice: '' };
    return { status: 'failed', host, command, error };
  }
  const platform = host === 'f1' ? 'frr' : 'cisco_ios';
  const said = { host, platform, command, mode: 'exec', startedAtMs: 0, elapsedMs: 1 };
  const text = 'snmp-server community PLANTED RO';
  return { status: 'done', result: { ...said, text, outcome: 'ok', table: undefined } };
}
