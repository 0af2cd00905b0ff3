import type { Key } from '../core/key.ts';
import { safe } from '../core/safe.ts';
import { BINDINGS, type Binding, COMMANDS, type CommandName, DEFAULT_PREFIX } from './bindings.ts';
import { isSameKey } from './key.ts';
import { keyName, parseKeyName } from './key-name.ts';

/** What a key does after the prefix. Help, palette and the key popup are made from it, so they never lie. */
export interface Keymap {
  readonly prefix: Key;
  readonly prefixName: string;
  readonly bindings: readonly Binding[];
}

export interface LoadedKeymap {
  readonly keymap: Keymap;
  /** One line each, naming the entry; what is wrong is left at its default. */
  readonly problems: readonly string[];
}

/** The command a key stands for after the prefix; undefined for an unknown key. */
export function commandOf(keymap: Keymap, pressed: Key): CommandName | undefined {
  for (const binding of keymap.bindings) {
    for (const name of binding.keys) {
      const bound = parseKeyName(name);
      if (bound !== undefined && isSameKey(bound, pressed)) return binding.command;
    }
  }
  return undefined;
}

/**
 * The keymap with a person's own `keymap.json` laid over it; undefined for none:
 * `{"prefix": "ctrl-b", "bindings": {"zoom": ["z", "f"], "quit": "Q", "suspend": []}}`. Their key wins over a built-in one.
 */
export function loadKeymap(json: unknown): LoadedKeymap {
  const problems: string[] = [];
  const file = json === undefined ? {} : objectOf(json);
  if (file === undefined)
    problems.push('the keymap must be an object with "prefix" and "bindings"');
  for (const entry of Object.keys(file ?? {})) {
    if (entry !== 'prefix' && entry !== 'bindings')
      problems.push(`${quote(entry)} is not known here`);
  }
  const prefixName = prefixOf(file?.['prefix'], problems);
  const own = ownKeys(file?.['bindings'], problems);
  const bindings = BINDINGS.map((binding) => withOwnKeys(binding, own, prefixName));
  const prefix = parseKeyName(prefixName) ?? DEFAULT_KEY;
  return { keymap: { prefix, prefixName, bindings }, problems };
}

const DEFAULT_KEY: Key = { name: ']', ctrl: true, alt: false, shift: false, text: '' };

function prefixOf(value: unknown, problems: string[]): string {
  if (value === undefined) return DEFAULT_PREFIX;
  const parsed = typeof value === 'string' ? parseKeyName(value) : undefined;
  if (parsed === undefined) {
    problems.push(`prefix: ${quote(value)} is not a key; write it like "ctrl-]" or "f12"`);
    return DEFAULT_PREFIX;
  }
  if (parsed.text !== '' || (!parsed.ctrl && !parsed.alt && parsed.name.length === 1)) {
    problems.push(`prefix: ${quote(value)} is needed for typing; hold ctrl or alt with it`);
    return DEFAULT_PREFIX;
  }
  return keyName(parsed);
}

/** Command to its keys, as far as they make sense. */
function ownKeys(value: unknown, problems: string[]): ReadonlyMap<CommandName, readonly string[]> {
  const own = new Map<CommandName, readonly string[]>();
  if (value === undefined) return own;
  const entries = objectOf(value);
  if (entries === undefined) problems.push('bindings: must be an object of command to keys');
  const takenBy = new Map<string, string>();
  for (const [command, keys] of Object.entries(entries ?? {})) {
    if (!isCommand(command)) {
      problems.push(`bindings: there is no command ${quote(command)}`);
      continue;
    }
    const names = (Array.isArray(keys) ? keys : [keys]).flatMap((name: unknown) => {
      const parsed = typeof name === 'string' ? parseKeyName(name) : undefined;
      if (parsed === undefined) {
        problems.push(`bindings: ${command}: ${quote(name)} is not a key`);
        return [];
      }
      const taker = takenBy.get(keyName(parsed));
      if (taker !== undefined) {
        problems.push(`bindings: ${command}: ${keyName(parsed)} already belongs to ${taker}`);
        return [];
      }
      takenBy.set(keyName(parsed), command);
      return [keyName(parsed)];
    });
    // A command whose keys are all wrong keeps its own.
    if (names.length > 0 || (Array.isArray(keys) && keys.length === 0)) own.set(command, names);
  }
  return own;
}

function withOwnKeys(
  binding: Binding,
  own: ReadonlyMap<CommandName, readonly string[]>,
  prefixName: string,
): Binding {
  if (binding.command === 'send-prefix') return { ...binding, keys: [prefixName] };
  const keys = own.get(binding.command);
  if (keys !== undefined) return { ...binding, keys };
  const taken = new Set([...[...own.values()].flat(), prefixName]);
  return { ...binding, keys: binding.keys.filter((name) => !taken.has(name)) };
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function isCommand(name: string): name is CommandName {
  return (COMMANDS as readonly string[]).includes(name);
}

function quote(value: unknown): string {
  return safe(JSON.stringify(value) ?? String(value), 60);
}
