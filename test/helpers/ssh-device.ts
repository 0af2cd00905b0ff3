import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { rememberSshds } from './ssh-home.ts';
import { makeKey, type Sshd, type SshdOptions, startSshd } from './sshd.ts';
import { makeTempHome, type TempHome } from './temp-home.ts';

/** A server whose shell looks the same on every machine: bash without anybody's settings, at one prompt. */
export const DEVICE_PROMPT = 'ann@device:~$';

const SHELL =
  `env PS1="${DEVICE_PROMPT} " HISTFILE= INPUTRC=/dev/null LANG=C.UTF-8 ` +
  'bash --norc --noprofile -i';

export interface SshDevice {
  readonly sshd: Sshd;
  /** The private key it lets in. */
  readonly keyFile: string;
  close(): Promise<void>;
}

/** A device that answers SSH with a shell, and a key that opens it. */
export async function startSshDevice(options: SshdOptions = {}): Promise<SshDevice> {
  const sshd = await startSshd({ forcedCommand: SHELL, ...options });
  const keyFile = join(sshd.folder, 'client_key');
  sshd.authorize(makeKey(keyFile));
  return { sshd, keyFile, close: () => sshd.close() };
}

/** A home that has been on these devices before, under these names, and has their keys. For one test. */
export function homeKnowing(devices: Readonly<Record<string, SshDevice>>): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const servers = Object.entries(devices).map(([name, { sshd, keyFile }]) => ({
    name,
    sshd,
    keyFile,
  }));
  rememberSshds(home, servers);
  return home;
}

/** A home that has the device's key as its own, and has never been there. For one test. */
export function homeWithKeyOf({ keyFile }: SshDevice): TempHome {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  copyFileSync(keyFile, join(home.path, '.ssh/id_ed25519'));
  copyFileSync(`${keyFile}.pub`, join(home.path, '.ssh/id_ed25519.pub'));
  return home;
}
