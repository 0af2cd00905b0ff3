import { spawn } from 'node:child_process';
import { ShowrunError } from '../core/errors.ts';
import type { SecretSource } from '../core/host.ts';
import { safe } from '../core/safe.ts';

/** A password's source that answers without a person, or with one who opens the vault. */
export type SilentSource = Exclude<SecretSource, { from: 'prompt' }>;

/**
 * Fetches a password that no person has to type. Throws `auth-failed` naming the source, never the secret.
 * `command` is the person's own configuration and runs through a shell; the first line it prints is the password.
 */
export async function fetchPassword(request: {
  readonly source: SilentSource;
  readonly who: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Reads a secret in the vault by its name; it may ask for the vault's passphrase. */
  readonly readVault?: ((name: string) => Promise<string>) | undefined;
}): Promise<string> {
  const { source, who, env } = request;
  switch (source.from) {
    case 'memory':
      return source.reveal();
    case 'env': {
      const password = env[source.name];
      if (password !== undefined && password !== '') return password;
      throw new ShowrunError('auth-failed', `${who}: no password in $${safe(source.name)}`, {
        advice: 'set that environment variable, or name another source in the inventory',
      });
    }
    case 'vault':
      if (request.readVault) return request.readVault(source.name);
      throw new ShowrunError('internal', `${who}: no vault was opened`);
    case 'command':
      return runPasswordCommand(source.command, request);
  }
}

const COMMAND_TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 64 * 1024;

function runPasswordCommand(
  command: string,
  { who, env, signal }: { who: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaint = '';
    // Its own process group, so that a shell's children end with it.
    const child = spawn('/bin/sh', ['-c', command], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    let reason = '';
    const timer = setTimeout(() => {
      reason = `did not answer within ${COMMAND_TIMEOUT_MS / 1_000} s`;
      stop();
    }, COMMAND_TIMEOUT_MS);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const fail = (why: string) =>
      reject(
        new ShowrunError('auth-failed', `${who}: the password command ${why}`, {
          advice: 'run it in a shell to see why',
        }),
      );
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < MAX_OUTPUT_BYTES) output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (complaint.length < MAX_OUTPUT_BYTES) complaint += text;
    });
    child.once('error', (error) => fail(`could not start (${error.message})`));
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      const password = /^[^\r\n]*/.exec(output)?.[0] ?? '';
      if (exitCode === 0 && password !== '') resolve(password);
      else if (reason !== '') fail(reason);
      else if (exitCode === 0) fail('printed nothing');
      else fail(`failed with exit code ${exitCode ?? '?'}${firstLine(complaint)}`);
    });
  });
}

function firstLine(complaint: string): string {
  const line = safe(complaint.trim().split('\n')[0] ?? '', 200);
  return line === '' ? '' : ` (${line})`;
}
