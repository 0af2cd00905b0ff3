import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Where a person's files lie, by the XDG base directory rules. */
export interface Folders {
  readonly home: string;
  /** Settings, inventory, themes, the person's own platforms and parsers. */
  readonly config: string;
  /** History and recordings. */
  readonly data: string;
  /** What may be lost. */
  readonly state: string;
}

/** Where the program's files are, by the XDG Base Directory Specification. */
export function foldersOf(env: Env, home: string): Folders {
  const base = (variable: string, fallback: string): string => {
    const value = env[variable];
    // The specification says a relative path here is to be ignored.
    return join(value?.startsWith('/') ? value : join(home, fallback), 'showrun');
  };
  return {
    home,
    config: base('XDG_CONFIG_HOME', '.config'),
    data: base('XDG_DATA_HOME', join('.local', 'share')),
    state: base('XDG_STATE_HOME', join('.local', 'state')),
  };
}
