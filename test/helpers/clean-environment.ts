import type { TempHome } from './temp-home.ts';

/** The environment of a program under test: nothing of whoever runs it but the path. `undefined` takes a variable away. */
export function cleanEnvironment(
  home: TempHome,
  extra: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const env: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    SHELL: '/bin/sh',
    USER: process.env['USER'] ?? 'root',
    ...home.env,
    ...extra,
  };
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
