import { describe, expect, it } from 'vitest';
import { configPreviewService } from '../../../../src/app/program-services/config-preview.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import type { ConfigPreview } from '../../../../src/repl/link/config-requests.ts';

const platforms = openPlatforms({ userFolder: '/nowhere', onProblem: () => undefined });
const NONE = new AbortController().signal;

describe('what a host would be sent', () => {
  it('counts lines, names those left out as comments, and says what becomes of the others', async () => {
    const lines = ['interface Lo9', '', '! why', ' description x', 'banner motd ^', '! in it', '^'];
    expect(await preview('ios', { lines })).toMatchObject({
      ...{ host: 'ios', now: 'not open yet', lines: 5, leftOut: [3], problem: '' },
      fate: 'count at once, not saved',
    });
    expect((await preview('ios', { lines, saves: true })).fate).toBe('count at once, then saved');
  });

  it('says where lines count after a commit only', async () => {
    const lines = ['set system host-name x'];
    expect((await preview('junos', { lines })).problem).toMatch(/with a commit only: --commit/);
    expect(await preview('junos', { lines, commits: true })).toMatchObject({
      ...{ problem: '', lines: 1 },
      fate: expect.stringMatching(/^are committed/),
    });
  });

  it('says what cannot be sent at all', async () => {
    expect((await preview('ios', { lines: ['banner motd ^', 'no end'] })).problem).toMatch(
      /begins a text that does not end/,
    );
    expect((await preview('ios', { lines: ['a\u0007b'] })).problem).toMatch(/control characters/);
    expect((await preview('ios', { lines: ['x'], mode: 'private' })).problem).toMatch(
      /has no mode private/,
    );
  });

  it('promises nothing of a platform that is not known', async () => {
    expect(await preview('what', { lines: ['! x', 'y'] })).toMatchObject({
      platform: 'not known yet',
      problem: '',
    });
  });

  it('takes nothing for granted of what came over the pipe', async () => {
    const service = configPreviewService(() => OPTIONS);
    expect(await service(undefined, NONE)).toEqual([]);
    expect(await service({ names: 7, lines: [{}], commits: 'yes' }, NONE)).toEqual([]);
    await expect(service({ names: ['ios'], lines: [], mode: {} }, NONE)).rejects.toThrow(/no text/);
  });
});

const HOSTS: Readonly<Record<string, string>> = {
  ios: 'cisco_ios',
  junos: 'juniper_junos',
  what: 'auto',
};

const OPTIONS = {
  platforms,
  sessions: { byName: () => undefined },
  inventory: { find: (name: string) => ({ platform: HOSTS[name] }) as never },
};

async function preview(name: string, asked: object): Promise<ConfigPreview> {
  const [one] = await configPreviewService(() => OPTIONS)({ names: [name], ...asked }, NONE);
  if (one === undefined) throw new Error('no preview');
  return one;
}
