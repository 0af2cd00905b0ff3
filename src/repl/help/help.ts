import { Host } from '../fleet/host.ts';
import { HostSet } from '../fleet/host-set.ts';
import { isPending } from '../values/pending.ts';
import { ConfigResult, HeardResult, Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { TableValue } from '../values/table-value.ts';
import { HelpText } from './help-text.ts';

const RUN_HELP =
  'Runs a command. The result can be chained at once: .text, .rows, .table; await gives it whole.';
const CONFIG_HELP =
  'Sends configuration lines (a text or an array), stops at the first one refused, leaves the configuration again.';
const COMMIT_HELP = 'Where the platform has commits: makes the lines sent count.';
const OF_FUNCTION = new Map<unknown, readonly string[]>([
  [
    Host.prototype.run,
    ['run(command, { timeoutMs })', RUN_HELP, 'On a group: one result for each host.'],
  ],
  [
    Host.prototype.send,
    [
      "send('reload', { answers: ['no', ''], expect, timing, secret, timeoutMs })",
      'Sends a text where the device stands, a question too, and answers what it asks.',
      "answers: in their order, or { when: /confirm/, send: '' }; { secret: 'enable' } is asked of you or the inventory",
      'expect: a text or /pattern/ that ends it instead of a prompt; timing: ms of silence that do; secret: shown nowhere',
      "A text that ends in a control character goes as it is: send('\\x03'). .text .match.groups .endedBy",
    ],
  ],
  [
    Host.prototype.waitFor,
    [
      'waitFor(/ADJCHG.*FULL/, { timeoutMs })',
      'Waits for a line the device sends from now on, log lines too; 60 s unless told. .match.line .match.groups .match.named',
    ],
  ],
  [
    Host.prototype.write,
    ["write('q')", 'Bytes as they are: no Return, no echo, no waiting. read() has what comes.'],
  ],
  [
    Host.prototype.read,
    [
      'read({ until, quietMs, timeoutMs })',
      'What has come since the last read or write, escape sequences too: .text',
    ],
  ],
  [
    Host.prototype.config,
    [
      "config('interface Gi0/1\\nshutdown', { mode, answers, timeoutMs })",
      CONFIG_HELP,
      "answers: [{ when: /confirm/, send: '' }]. .outcome .sent .total .refusal (line, number, words) .state .text",
    ],
  ],
  [Host.prototype.save, ['save()', 'Makes the running configuration survive a reboot.']],
  [
    Host.prototype.commit,
    [
      'commit({ comment, confirmed })',
      COMMIT_HELP,
      'confirmed: minutes until the device goes back by itself; a second commit keeps it.',
    ],
  ],
  [Host.prototype.abort, ['abort()', 'Drops what waits for a commit.']],
  [
    Host.prototype.redispatch,
    [
      "redispatch('cisco_ios', { login: true })",
      'The session has gone on to another device: it is of that platform; auto recognises it.',
    ],
  ],
  [
    Host.prototype.sendBreak,
    ['sendBreak()', 'Sends a break on the line: what leads a booting device to its monitor.'],
  ],
  [
    Host.prototype.reloaded,
    [
      'reloaded()',
      'Waits until the device has gone and shows a prompt again; says how long it took.',
    ],
  ],
  [Host.prototype.mode, ["mode('configuration')", 'Goes to another mode and stays there.']],
]);

/** Gives a name of our own something to say for itself. */
export function document(value: unknown, ...lines: string[]): void {
  OF_FUNCTION.set(value, lines);
}

/** How a function of ours is called: `run(command, { timeoutMs })`; undefined for any other value. */
export function calledAs(value: unknown): string | undefined {
  return OF_FUNCTION.get(value)?.[0];
}

/** What `name?` shows. */
export function help(name: string, read: () => unknown): HelpText {
  let value: unknown;
  try {
    value = read();
  } catch (thrown) {
    return new HelpText(`${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  const lines = OF_FUNCTION.get(value) ?? describe(value);
  return new HelpText([`${name}: ${lines[0] ?? ''}`, ...lines.slice(1)].join('\n'));
}

const CHANGES =
  'config(lines) save() commit() abort() mode(name) redispatch(platform) sendBreak() reloaded()';
const TALKS = 'send(text, { answers, expect }) waitFor(pattern) write(text) read()';

const STAGES =
  "stages are methods, too: .where('status != up').select('host').sort('-uptime').save('a.csv')";

function describe(value: unknown): string[] {
  if (isPending(value)) return ['a value that has not arrived; await it'];
  if (value instanceof Host) {
    const { platform, address, groups } = value;
    const where = `host at ${address}, ${platform}, groups: ${groups.join(', ') || 'none'}`;
    return [where, 'run(command, { timeoutMs })', TALKS, CHANGES, `@${value.name} show version`];
  }
  if (value instanceof HostSet) {
    const names = value.names.join(', ');
    return [
      `${value.length} hosts: ${names}`,
      'run(command, { timeoutMs })',
      TALKS,
      CHANGES,
      'for (const host of …)',
    ];
  }
  if (value instanceof Results) {
    const names = [...new Set(value.results.map(({ host }) => host))].join(', ');
    return [
      `what ${names} gave`,
      '.rows .table .text  of all of them; .results one for each host and command, by their places too',
      '.ok  all answered, none refused; .failed lost hosts, .refused, .byHost.r1',
      STAGES,
    ];
  }
  if (value instanceof TableValue) {
    return [
      `table of ${value.length} rows: ${value.columns.join(', ')}`,
      '.rows .columns .text .failed (lost hosts); for (const row of …), map, filter, find',
      STAGES,
    ];
  }
  if (value instanceof ConfigResult) {
    return [
      `configuration of ${value.host}, ${value.outcome}`,
      '.sent .total .refusal .state .text .outcome',
    ];
  }
  if (value instanceof HeardResult) {
    return [
      `what ${value.host} said, up to ${value.endedBy}`,
      '.text .endedBy .match (line, text, groups, named) .outcome',
    ];
  }
  if (value instanceof Result) {
    return [
      `'${value.command}' on ${value.host}: ${value.outcome}`,
      '.text .lines .rows .table .ok .refusal .outcome .mode .platform .elapsedMs .block',
      STAGES,
    ];
  }
  if (typeof value === 'function') return [signatureOf(value)];
  if (value === null || typeof value !== 'object') return [typeof value];
  const maker = Object.getPrototypeOf(value)?.constructor?.name ?? 'object';
  return [maker, Object.keys(value).slice(0, 20).join(', ')];
}

function signatureOf(value: object): string {
  const source = Function.prototype.toString.call(value);
  const head = /^(?:async\s+)?(?:function\b\s*\*?|class\b)?[^{=]*/.exec(source)?.[0] ?? '';
  return head.trim() || source.slice(0, 80);
}
