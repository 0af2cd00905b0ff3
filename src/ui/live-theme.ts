import type { Theme } from './theme.ts';

/** A theme that can become another one while everybody who draws holds on to it. */
export interface LiveTheme {
  readonly theme: Theme;
  /** From now on `theme` is this one; what was laid out before has to be laid out anew. */
  become(other: Theme): void;
}

export function liveTheme(first: Theme): LiveTheme {
  const theme: Record<string, Theme[keyof Theme]> & Theme = { ...first };
  return { theme, become: (other) => void Object.assign(theme, other) };
}
