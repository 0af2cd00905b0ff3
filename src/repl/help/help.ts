import { Host } from '../fleet/host.ts';
import { HostSet } from '../fleet/host-set.ts';
import { isPending } from '../values/pending.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { TableValue } from '../values/table-value.ts';
import { HelpText } from './help-text.ts';
import { declaredInterface, declaredMethod, declaredName, shippedTypes } from './shipped-types.ts';
import { functionHelp, membersHelp } from './type-help.ts';

const OF_FUNCTION = new Map<unknown, readonly string[]>();

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
  const lines = OF_FUNCTION.get(value) ?? declared(name, value) ?? describe(value);
  return new HelpText([`${name}: ${lines[0] ?? ''}`, ...lines.slice(1)].join('\n'));
}

/** What the shipped types say of a function. */
function declared(name: string, value: unknown): readonly string[] | undefined {
  if (typeof value !== 'function' || isPending(value)) return undefined;
  const isGlobal = Reflect.get(globalThis, name) === value;
  const found = (isGlobal ? shippedTypes().globals.get(name) : undefined) ?? declaredMethod(value);
  return found && functionHelp(found);
}

function describe(value: unknown): string[] {
  if (isPending(value)) return ['a value that has not arrived; await it'];
  const ours = declaredInterface(declaredName(value) ?? '');
  if (ours) return [aboutValue(value), ours.doc, ...membersHelp(ours)];
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

/** What a value of ours is, in one line. */
function aboutValue(value: unknown): string {
  if (value instanceof Host) {
    const { platform, address, groups } = value;
    return `host at ${address}, ${platform}, groups: ${groups.join(', ') || 'none'}`;
  }
  if (value instanceof HostSet) return `${value.length} hosts: ${value.names.join(', ')}`;
  if (value instanceof TableValue) {
    return `table of ${value.length} rows: ${value.columns.join(', ')}`;
  }
  if (value instanceof Results) {
    return `what ${[...new Set(value.results.map(({ host }) => host))].join(', ')} gave`;
  }
  if (value instanceof Result) return `'${value.command}' on ${value.host}: ${value.outcome}`;
  return '';
}
