import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sshd } from './sshd.ts';
import type { TempHome } from './temp-home.ts';

export interface NamedSshd {
  /** The name under which `~/.ssh/config` knows it. */
  readonly name: string;
  readonly sshd: Pick<Sshd, 'address' | 'port' | 'username' | 'hostKey'>;
  readonly keyFile?: string;
}

/** Writes `~/.ssh/config` and `known_hosts` as a person has them who has been on these servers before. */
export function rememberSshds(home: TempHome, servers: readonly NamedSshd[]): void {
  for (const { name, sshd, keyFile } of servers) {
    const lines = [
      `Host ${name}`,
      `  HostName ${sshd.address}`,
      `  Port ${sshd.port}`,
      `  User ${sshd.username}`,
      ...(keyFile ? [`  IdentityFile ${keyFile}`, '  IdentitiesOnly yes'] : []),
    ];
    appendFileSync(join(home.path, '.ssh/config'), `${lines.join('\n')}\n\n`, { mode: 0o600 });
    appendFileSync(
      join(home.path, '.ssh/known_hosts'),
      `[${sshd.address}]:${sshd.port} ${sshd.hostKey()}\n`,
      { mode: 0o600 },
    );
  }
}

/** Arguments for a plain `ssh` to the same server, on a terminal, without asking and without remembering anything. */
export function plainSshArgs(server: Omit<NamedSshd, 'name'>): string[] {
  const { sshd, keyFile } = server;
  return [
    ...['-tt', '-e', 'none', '-F', 'none', '-p', String(sshd.port)],
    ...(keyFile ? ['-i', keyFile, '-o', 'IdentitiesOnly=yes'] : []),
    ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
    ...['-o', 'LogLevel=ERROR', '-o', 'GSSAPIAuthentication=no'],
    // Newer OpenSSH sends keys on a 20 ms grid, which would say nothing about latency.
    ...['-o', 'IgnoreUnknown=ObscureKeystrokeTiming', '-o', 'ObscureKeystrokeTiming=no'],
    `${sshd.username}@${sshd.address}`,
  ];
}
