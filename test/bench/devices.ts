import { chmodSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey, type Sshd, startSshd } from '../helpers/sshd.ts';

/** Two devices behind real OpenSSH servers: one echoes what is typed, one floods as fast as it can. */
export interface Devices {
  readonly echo: Sshd;
  readonly flood: Sshd;
  readonly keyFile: string;
  /** The same echo device as a local command, without SSH. */
  readonly localEcho: string;
  readonly folder: string;
  close(): Promise<void>;
}

export async function startDevices(): Promise<Devices> {
  const folder = await mkdtemp(join(tmpdir(), 'showrun-bench-'));
  const keyFile = join(folder, 'key');
  const authorizedKeys = [makeKey(keyFile)];
  const localEcho = script(folder, 'echo-device', ECHO);
  const echo = await startSshd({ authorizedKeys, forcedCommand: localEcho });
  const flood = await startSshd({ authorizedKeys, forcedCommand: script(folder, 'flood', FLOOD) });
  return {
    ...{ echo, flood, keyFile, localEcho, folder },
    close: async () => {
      await Promise.all([echo.close(), flood.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// Without the line discipline's own echo: what comes back has been to the program and returned.
const ECHO = "#!/bin/sh\nstty raw -echo\nprintf 'device# '\nexec cat\n";
// Digits only, so that no key of the typist is in it.
const FLOOD = `#!/bin/sh\nprintf 'flood# '\nexec yes '${'0123456789 '.repeat(7)}'\n`;

function script(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}
