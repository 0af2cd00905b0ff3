/** What a terminal can show: lines of dots and blocks, or only what every terminal has had since 1963. */
export type Charset = 'unicode' | 'ascii';

/** Of a process's environment: what the program has set, else POSIX's order of `LC_ALL`, `LC_CTYPE`, `LANG`; nothing said means UTF-8. */
export function charsetOf(env: Readonly<Record<string, string | undefined>>): Charset {
  const told = env[CHARSET_VARIABLE];
  if (told === 'unicode' || told === 'ascii') return told;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value);
  if (locale === undefined) return 'unicode';
  return /utf-?8/i.test(locale) ? 'unicode' : 'ascii';
}

/** By it the program tells the kernel what the person has set. */
export const CHARSET_VARIABLE = 'SHOWRUN_CHARSET';
