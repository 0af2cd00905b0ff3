import type { SshOptions } from '../core/host.ts';
import type { SshSettings } from './ssh-config-settings.ts';

/** A host's `ssh`, from its inventory entry and from ssh_config; undefined when neither says anything. */
export function sshOptions(
  settings: SshSettings,
  entry: { readonly legacy: boolean | undefined; readonly originalName: string },
): SshOptions | undefined {
  const { algorithms, setEnv, proxyCommand } = settings;
  const { serverAliveIntervalS, serverAliveCountMax, connectTimeoutS } = settings;
  const options: SshOptions = {
    ...(entry.legacy === undefined ? {} : { legacy: entry.legacy }),
    ...(Object.keys(algorithms).length === 0 ? {} : { algorithms }),
    ...(serverAliveIntervalS === undefined ? {} : { keepaliveMs: serverAliveIntervalS * 1_000 }),
    // 0 means that the line is never given up.
    ...(serverAliveCountMax === undefined
      ? {}
      : { keepalivesBorne: serverAliveCountMax || Number.MAX_SAFE_INTEGER }),
    ...(connectTimeoutS ? { connectTimeoutMs: connectTimeoutS * 1_000 } : {}),
    ...(Object.keys(setEnv).length === 0 ? {} : { env: setEnv }),
    ...(proxyCommand === undefined
      ? {}
      : { proxy: { command: proxyCommand, originalName: entry.originalName } }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}
