import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../src/core/errors.ts';
import { fetchPassword, type SilentSource } from '../../../src/net/password.ts';

function fetch(source: SilentSource, signal = new AbortController().signal) {
  const env = { PATH: process.env['PATH'], R1: 'from the environment', EMPTY: '' };
  return fetchPassword({ source, who: 'r1', env, signal });
}

describe('a password', () => {
  it('comes from the environment', async () => {
    expect(await fetch({ from: 'env', name: 'R1' })).toBe('from the environment');
  });

  it.each(['NONE', 'EMPTY'])('is missed in $%s by that name', async (name) => {
    await expect(fetch({ from: 'env', name })).rejects.toThrow(`r1: no password in $${name}`);
  });

  it('is the first line a command prints', async () => {
    expect(await fetch({ from: 'command', command: 'printf "one\\ntwo\\n"' })).toBe('one');
    expect(await fetch({ from: 'command', command: 'echo "$R1" | tr a-z A-Z' })).toBe(
      'FROM THE ENVIRONMENT',
    );
  });

  it.each([
    ['exit 3', 'r1: the password command failed with exit code 3'],
    ['echo "no such \u001b[31mentry" >&2; exit 1', 'exit code 1 (no such ␛[31mentry)'],
    ['true', 'r1: the password command printed nothing'],
    ['no-such-command-here', 'exit code 127'],
  ])('command that fails says why: %s', async (command, message) => {
    await expect(fetch({ from: 'command', command })).rejects.toThrow(message);
  });

  it('never appears in the error of the command that printed it', async () => {
    const error: unknown = await fetch({
      from: 'command',
      command: 'echo hunter2; exit 1',
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ShowrunError);
    expect((error as ShowrunError).line).not.toContain('hunter2');
  });

  it('command ends with the attempt, children and all', async () => {
    const controller = new AbortController();
    const attempt = fetch({ from: 'command', command: 'sleep 1000; echo late' }, controller.signal);
    controller.abort();
    await expect(attempt).rejects.toThrow('r1: the password command failed');
  });
});
