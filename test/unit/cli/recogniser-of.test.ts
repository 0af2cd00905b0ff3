import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recogniserOf } from '../../../src/cli/recogniser-of.ts';
import { systemClock } from '../../../src/core/clock.ts';
import type { TransportPeer } from '../../../src/core/transport.ts';
import { openRememberedHosts } from '../../../src/inventory/remembered-hosts.ts';
import { openPlatforms } from '../../../src/platforms/platforms.ts';
import { testHost } from '../../helpers/test-host.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-recogniser-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const peer = (fingerprint: string): TransportPeer => ({ software: '', banner: '', fingerprint });
const host = testHost();

function setUp() {
  const remembered = openRememberedHosts({
    file: join(mkdtempSync(join(folder, 'state-')), 'hosts.json'),
    clock: systemClock,
    onProblem: () => undefined,
  });
  const platforms = openPlatforms();
  return { remembered, recogniser: recogniserOf(host, { platforms, remembered }), platforms };
}

describe('the platform of a host to begin with', () => {
  it('is the unknown one at first', () => {
    expect(setUp().recogniser.begin()).toMatchObject({
      platform: { name: 'generic' },
      trust: 'unknown',
    });
  });

  it('is the one found before, behind the same host key only', async () => {
    const { recogniser, platforms, remembered } = setUp();
    recogniser.found(platforms.find('arista_eos'), peer('SHA256:a'));
    const known = { platform: { name: 'arista_eos' }, trust: 'remembered' };
    expect(recogniser.begin()).toMatchObject(known);
    expect(recogniser.begin(peer('SHA256:a'))).toMatchObject(known);
    expect(recogniser.begin(peer('SHA256:b'))).toMatchObject({ trust: 'unknown' });
    await remembered.close();
  });

  it('is the one a person chose', async () => {
    const { recogniser, remembered, platforms } = setUp();
    recogniser.chosen(platforms.find('frr'), peer('SHA256:a'));
    expect(recogniser.begin(peer('SHA256:a'))).toMatchObject({
      platform: { name: 'frr' },
      trust: 'chosen',
    });
    recogniser.chosen(undefined, peer('SHA256:a'));
    expect(recogniser.begin(peer('SHA256:a'))).toMatchObject({ trust: 'unknown' });
    await remembered.close();
  });

  it('is the unknown one when the platform remembered has gone', async () => {
    const { recogniser, remembered } = setUp();
    remembered.remember(host, { platform: 'no_such_os', fingerprint: 'SHA256:a' });
    expect(recogniser.begin(peer('SHA256:a'))).toMatchObject({ trust: 'unknown' });
    await remembered.close();
  });
});

describe('a command of this machine', () => {
  it('is never asked anything, and nothing of it is remembered', () => {
    const { remembered, platforms } = setUp();
    const local = testHost({ transport: 'local' });
    const recogniser = recogniserOf(local, { platforms, remembered });
    const evidence = { software: '', banner: '', screen: '', prompt: 'r1#' };
    expect(recogniser.nextStep(evidence, [])).toEqual({ kind: 'give up' });
    recogniser.found(platforms.find('frr'), peer(''));
    recogniser.chosen(platforms.find('frr'), peer(''));
    expect(remembered.list()).toEqual([]);
  });
});

describe('a damaged platform file of the person', () => {
  it('is named once and keeps nobody else from being recognised', () => {
    const userFolder = join(folder, 'platforms');
    mkdirSync(userFolder);
    writeFileSync(join(userFolder, 'mine.yaml'), 'title: Mine\nprompts: 7\n');
    const problems: string[] = [];
    const platforms = openPlatforms({ userFolder, onProblem: (line) => problems.push(line) });
    const signs = { software: 'ROSSSH', banner: '', screen: '', prompt: '' };
    for (let time = 0; time < 3; time++) {
      expect(platforms.recognise(signs)?.name).toBe('mikrotik_routeros');
    }
    expect(platforms.lookup('ios')?.name).toBe('cisco_ios');
    expect(problems).toEqual([expect.stringMatching(/mine\.yaml:2: prompts: expected a list/)]);
    expect(() => platforms.find('mine')).toThrow(/mine\.yaml:2/);
  });
});
