import { describe, expect, it } from 'vitest';
import { commandsIn, completeHere } from '../../../../src/repl/completion/completion.ts';

const HOSTS = [
  { name: 'r1', groups: ['core'] },
  { name: 'r2', groups: ['core', 'east'] },
  { name: 'sw-1', groups: ['r1'] },
];
const COMMANDS = ['show ip interface brief', 'show ip route', 'show version', 'ping 10.0.0.1'];

/** `text` with `|` at the cursor. */
function completed(shown: string) {
  const cursor = shown.indexOf('|');
  return completeHere({ text: shown.replace('|', ''), cursor, hosts: HOSTS, commands: COMMANDS });
}

function labels(shown: string): string[] | undefined {
  return completed(shown)?.items.map(({ label }) => label);
}

describe('completion without the kernel', () => {
  it.each([
    ['@|', ['r1', 'r2', 'sw-1', 'core', 'east', 'all']],
    ['@r|', ['r1', 'r2']],
    ['x = @s|', ['sw-1']],
    ['const x = await @co|', ['core']],
    ['@r1,|', ['r1', 'r2', 'sw-1', 'core', 'east', 'all']],
    ['@r1,@ea|', ['east']],
    ['if (a) {\n  @sw|\n}', ['sw-1']],
    ['@nosuch|', []],
    ['@r1 |', ['show', 'ping']],
    ['@r1 sh|', ['show']],
    ['@r1 sh ip |', ['interface', 'route']],
    ['@all show ip in|', ['interface']],
    ['@r1 show ip route |', []],
    ["r1.run('show v|", ['version']],
    ['run("r1", "show ip r|', ['route']],
    ["r1.run('show version').te|", ['text']],
    ["all.run('show version').fa|", ['failed']],
  ])('%s offers %j', (shown, expected) => {
    expect(labels(shown)).toEqual(expected);
  });

  it.each(['r1.|', 'con|', '"@r|', 'f(@r|', 'a@b|', "r1.run('show version').rows.|"])(
    '%s is left to the kernel',
    (shown) => {
      expect(completed(shown)).toBeUndefined();
    },
  );

  it('says what is to be replaced', () => {
    expect(completed('@r1,@ea|x')).toMatchObject({ from: 5, to: 7 });
    expect(completed('@r1 sh ip in|')).toMatchObject({ from: 10, to: 12 });
  });

  it('learns commands from earlier inputs, the latest first', () => {
    const inputs = ['@r1 show clock', 'x = 1', '@all show arp\nprint(1)', 'y = @r2 show clock'];
    expect(commandsIn(inputs)).toEqual(['show clock', 'show arp']);
  });
});
