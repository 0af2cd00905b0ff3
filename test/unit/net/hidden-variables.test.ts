import { describe, expect, it } from 'vitest';
import { hideVariables } from '../../../src/net/hidden-variables.ts';
import { fetchPassword } from '../../../src/net/password.ts';

describe('environment variables with passwords', () => {
  const env = hideVariables({ PATH: process.env['PATH'], R1_PW: 'hush', VAULT: 'v' }, [
    'R1_PW',
    'NOT_SET',
  ]);
  const { signal } = new AbortController();

  it('are found where a host names them', async () => {
    const source = { from: 'env', name: 'R1_PW' } as const;
    expect(await fetchPassword({ source, who: 'r1', env, signal })).toBe('hush');
  });

  it('reach no command that fetches the password of another host', async () => {
    const command = 'echo "[$R1_PW$NOT_SET]$VAULT"';
    const source = { from: 'command', command } as const;
    expect(await fetchPassword({ source, who: 'r2', env, signal })).toBe('[]v');
  });
});
