import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clockThatTells } from '../helpers/clock-that-tells.ts';
import { peer } from '../helpers/peers.ts';
import { open, ScriptedAsker, testHost } from '../helpers/ssh-client.ts';
import { makeKey, type Sshd, sshdMissing, startSshd } from '../helpers/sshd.ts';

let folder: string;
let sshd: Sshd;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-silence-'));
  sshd = await startSshd({ authorizedKeys: [makeKey(join(folder, 'key'))] });
});
afterAll(async () => {
  await sshd?.close();
  rmSync(folder, { recursive: true });
});

peer('sshd', sshdMissing)('a line that takes packets nowhere', () => {
  it('is told of while an answer is overdue, until the host is heard again or given up', async () => {
    const { port, username } = sshd;
    const host = testHost({
      ...{ port, username, keys: [join(folder, 'key')] },
      ssh: { keepaliveMs: 1_000, keepalivesBorne: 2 },
    });
    const { clock, told: asked } = clockThatTells({ delayMs: 800, times: 1 });
    const shell = await open(host, new ScriptedAsker(), { clock });
    const told: (number | undefined)[] = [];
    let look = () => {};
    shell.transport.onSilence?.((silentMs) => {
      told.push(silentMs);
      look();
    });
    const silence = (count: number) =>
      new Promise<void>((resolve) => {
        look = () => {
          if (told.length >= count) resolve();
        };
        look();
      });
    // Only of a host that has answered once does silence mean anything; it answers in order.
    await asked;
    shell.types('echo here-$((1+1))\r');
    await shell.sees(/here-2/);

    sshd.freezeSessions();
    await silence(1);
    expect(told[0]).toBeGreaterThanOrEqual(1_000);
    expect(told[0]).toBeLessThan(2_000);
    sshd.thawSessions();
    await silence(2);
    expect(told.at(-1)).toBeUndefined();

    sshd.freezeSessions();
    const end = await shell.ended;
    expect(end.kind === 'lost' && end.error.message).toBe('r1 does not answer any more');
    await shell.transport.close();
  });
});
