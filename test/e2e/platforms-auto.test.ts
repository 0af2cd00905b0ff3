import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerChannel } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { startSshServer } from '../helpers/ssh-server.ts';
import { makeTempHome, type TempHome } from '../helpers/temp-home.ts';

const EOS = 'Arista vEOS-lab\r\nSoftware image version: 4.30.1F\r\n';

/** A device that shows nothing of itself and says what it is when asked; `entered` is what was typed on it. */
async function startQuietDevice() {
  const entered: string[] = [];
  const server = await startSshServer({
    onLogin: (context) => context.accept(),
    onShell: (channel) => editLines(channel, entered),
  });
  onTestFinished(() => server.close());
  return { port: server.port, entered };
}

function editLines(channel: ServerChannel, entered: string[]): void {
  let line = '';
  channel.write('\r\nsw1#');
  channel.on('data', (bytes: Buffer) => {
    for (const key of bytes.toString('latin1')) {
      if (key !== '\r') {
        line += key;
        channel.write(key);
        continue;
      }
      entered.push(line);
      channel.write(`\r\n${line === 'show version' ? EOS : ''}sw1#`);
      line = '';
    }
  });
}

function homeWith(inventory: string): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  mkdirSync(join(home.path, '.config/showrun'), { recursive: true });
  writeFileSync(join(home.path, '.config/showrun/inventory.yaml'), inventory);
  return home;
}

describe('a host whose platform nobody named', () => {
  it('is asked once, remembered with its host key, listed, and forgotten on demand', async () => {
    const { port, entered } = await startQuietDevice();
    const home = homeWith(
      `hosts: { core: { address: 127.0.0.1, port: ${port}, username: ann } }\n`,
    );
    const run = async (): Promise<string | undefined> => {
      const args = ['run', 'show clock', '-H', 'core', '-o', 'json', '--accept-new'];
      const { code, stdout, stderr } = await runShowrun(args, { home });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return (JSON.parse(stdout) as { platform?: string }[])[0]?.platform;
    };
    expect(await run()).toBe('arista_eos');
    expect(entered[0]).toBe('show version');
    expect(entered.at(-1)).toBe('show clock');

    const file = join(home.path, '.local/state/showrun/hosts.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      hosts: {
        [`127.0.0.1:${port}`]: {
          platform: 'arista_eos',
          fingerprint: expect.stringMatching(/^SHA256:/),
        },
      },
    });
    expect(existsSync(`${file}.lock`)).toBe(false);

    entered.length = 0;
    expect(await run()).toBe('arista_eos');
    expect(entered).not.toContain('show version');

    const { stdout } = await runShowrun(['platforms', '--remembered'], { home });
    expect(stdout).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${port} {2}\\d{4}-\\d\\d-\\d\\d {2}arista_eos {2}SHA256:`),
    );
    const forgotten = await runShowrun(['platforms', '--forget', 'core'], { home });
    expect(forgotten).toMatchObject({ code: 0, stdout: `forgot 127.0.0.1:${port}\n` });
    expect((await runShowrun(['platforms', '--remembered'], { home })).stdout).toBe('');
    const again = await runShowrun(['platforms', '--forget', 'core'], { home });
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nothing is remembered of 'core'"),
    });
  });

  it('is believed to be what was remembered only behind the same host key', async () => {
    const { port, entered } = await startQuietDevice();
    const home = homeWith(
      `hosts: { core: { address: 127.0.0.1, port: ${port}, username: ann } }\n`,
    );
    const folder = join(home.path, '.local/state/showrun');
    mkdirSync(folder, { recursive: true });
    const facts = { platform: 'cisco_nxos', fingerprint: 'SHA256:another', atMs: 1 };
    writeFileSync(
      join(folder, 'hosts.json'),
      JSON.stringify({ version: 1, hosts: { [`127.0.0.1:${port}`]: facts } }),
    );
    const args = ['run', 'show clock', '-H', 'core', '-o', 'json', '--accept-new'];
    expect((await runShowrun(args, { home })).stdout).toContain('arista_eos');
    expect(entered[0]).toBe('show version');
  });
});
