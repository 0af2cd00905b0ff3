import { expect, it } from 'vitest';
import { charsetOf } from '../../../../src/repl/chart/charset.ts';

it.each([
  [{}, 'unicode'],
  [{ LANG: 'en_GB.UTF-8' }, 'unicode'],
  [{ LANG: 'C' }, 'ascii'],
  [{ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, 'ascii'],
  [{ LC_ALL: '', LC_CTYPE: 'de_DE.utf8', LANG: 'C' }, 'unicode'],
  [{ SHOWRUN_CHARSET: 'ascii', LANG: 'en_GB.UTF-8' }, 'ascii'],
  [{ SHOWRUN_CHARSET: 'unicode', LANG: 'C' }, 'unicode'],
])('of %j is %s', (env, charset) => {
  expect(charsetOf(env)).toBe(charset);
});
