import type { Keymap } from '../input/keymap.ts';
import type { HelpGroup } from './dialogs/help-rows.ts';

/** The keymap as the help shows it; the nine panes' numbers share a line. */
export function helpGroups({ bindings }: Keymap): HelpGroup[] {
  const groups = new Map<string, { keys: string; title: string }[]>();
  for (const { command, keys, title, group } of bindings) {
    if (keys.length === 0 || /^focus-pane-[2-9]$/.test(command)) continue;
    const entries = groups.get(group) ?? [];
    groups.set(group, entries);
    entries.push(
      command === 'focus-pane-1'
        ? { keys: '1…9', title: 'Go to the pane with this number' }
        : { keys: keys.map(prettyKey).join(' '), title },
    );
  }
  return [...groups].map(([title, entries]) => ({ title, entries }));
}

const ARROWS: Readonly<Record<string, string>> = { left: '←', right: '→', up: '↑', down: '↓' };

/** A key as people write it: `Ctrl-]`, `↑`, `Tab`. */
export function prettyKey(name: string): string {
  const parts = name.split(/-(?=.)/);
  return parts
    .map((part, i) => {
      if (part.length === 1) return i === 0 ? part : part.toUpperCase();
      return ARROWS[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
    })
    .join('-');
}
