import { describe, expect, it } from 'vitest';
import {
  type CompletionQuestion,
  completeHere,
  completeWithoutKernel,
  type EarlierCommand,
} from '../../../../src/repl/completion/completion.ts';
import { commandsIn } from '../../../../src/repl/completion/earlier-commands.ts';
import { rankLabels } from '../../../../src/repl/completion/ranking.ts';

const HOSTS = [
  { name: 'r1', groups: ['core'], platform: 'cisco_ios' },
  { name: 'r2', groups: ['core', 'east'], platform: 'cisco_ios' },
  { name: 'sw-1', groups: ['r1'], platform: 'juniper_junos' },
];
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  cisco_ios: ['show ip interface brief', 'show ip route', 'show version', 'ping 10.0.0.1'],
  juniper_junos: ['show interfaces terse'],
};

/** `text` with `|` at the cursor; a stage's sign stays. */
function questionOf(shown: string, earlier: readonly EarlierCommand[] = []): CompletionQuestion {
  const cursor = shown.search(/\|(?!>)/);
  const text = shown.slice(0, cursor) + shown.slice(cursor + 1);
  return {
    ...{ text, cursor, hosts: HOSTS, targets: 'sw-1', earlier },
    knowledge: {
      commandsOf: (platform) => COMMANDS[platform] ?? [],
      columnsOf: (_, command) => (/^sh\w* ver/.test(command) ? ['version', 'uptime'] : undefined),
    },
    vocabulary: {
      magics: [{ name: 'use', usage: '', summary: '' }],
      stages: [
        { name: 'where', usage: 'where CONDITION', summary: 'rows for which it holds' },
        { name: 'sort', usage: 'sort COLUMN', summary: 'in order' },
      ],
    },
  };
}

function completed(shown: string, earlier: readonly EarlierCommand[] = []) {
  return completeHere(questionOf(shown, earlier));
}

/** What would be shown, best first. */
function labels(shown: string): string[] | undefined {
  const found = completed(shown);
  if (found === undefined) return undefined;
  const cursor = shown.search(/\|(?!>)/);
  return rankLabels(found.items, shown.slice(found.from, cursor)).map(({ label }) => label);
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
    ['@r1 sh|', ['show']],
    ['@sw-1 show |', ['interfaces']],
    ['@ show |', ['interfaces']],
    ['@r1 show version; sh|', ['show']],
    ['@r1 siib|', ['show ip interface brief']],
    ['@r1 sh ip int|', ['interface']],
    ['@core:\n  show ip in|', ['interface']],
    ['%watch 5s @r1 show v|', ['version']],
    ['%use @r|', ['r1', 'r2']],
    ['@r1 show version |> |', ['where', 'sort']],
    ['@r1 show version |> w|', ['where']],
    ['@r1 show version |> where |', ['version', 'uptime']],
    ['@core sh ver |> where up|', ['uptime']],
    ['@core sh ver |> sort |', ['host', 'version', 'uptime']],
    ['@core sh ver\n|> sort -up|', ['uptime']],
    ['@core show nothing |> where |', []],
    ['@(pl|', ['platform=']],
    ['@(platform=c|', ['cisco_ios']],
    ['@r1 show ip route |', []],
    ["r1.run('show v|", ['version']],
    ['run("r1", "show ip r|', ['route']],
  ])('%s offers %j', (shown, expected) => {
    expect(labels(shown)).toEqual(expected);
  });

  it.each([
    ['%us|', 'use'],
    ['x = %|', 'use'],
  ])('knows some without a kernel: %s has %s', (shown, label) => {
    const items = completeWithoutKernel(questionOf(shown)).items;
    expect(items.map((item) => item.label)).toContain(label);
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
    expect(commandsIn(inputs).map(({ command }) => command)).toEqual([
      'show clock',
      'show arp',
      'show clock',
    ]);
  });

  it('offers what such hosts were asked before, and nothing of others', () => {
    const earlier = [
      { selector: 'r2', command: 'show clock' },
      { selector: 'sw-1', command: 'show chassis' },
      { selector: 'gone', command: 'show cows' },
    ];
    const offered = completed('@r1 show c|', earlier)?.items.map(({ label }) => label);
    expect(offered).toEqual(['clock']);
  });

  it('says how a word goes on', () => {
    const about = (shown: string) =>
      completed(shown)?.items.map(({ label, detail }) => `${label}: ${detail}`);
    expect(about('@r1 sh|')).toEqual(['show: ip version']);
    expect(about('@r1 show ip |')).toEqual(['interface: … brief', 'route: ']);
    expect(about('@|')).toContain('core: 2 hosts');
    expect(about('@|')).toContain('r1: cisco_ios');
  });
});
