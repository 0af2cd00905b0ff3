import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

export interface TemporaryUser {
  readonly name: string;
  readonly password: string;
}

/** A user of this machine with a random password and a home in `folder`, for logging in. Takes root. */
export function createUser(folder: string): TemporaryUser {
  const user = {
    name: `showrun-${randomBytes(4).toString('hex')}`,
    password: randomBytes(12).toString('base64url'),
  };
  const home = join(folder, 'home');
  execFileSync('useradd', ['-M', '-d', home, '-s', '/bin/sh', user.name], { stdio: 'ignore' });
  execFileSync('chpasswd', { input: `${user.name}:${user.password}\n` });
  execFileSync('install', ['-d', '-o', user.name, '-m', '700', home]);
  return user;
}

export function removeUser(name: string): void {
  try {
    execFileSync('userdel', [name], { stdio: 'ignore' });
  } catch {
    // Already gone: close was called before.
  }
}
