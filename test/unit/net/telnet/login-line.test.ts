import { describe, expect, it } from 'vitest';
import { readSign } from '../../../../src/net/telnet/login-line.ts';
import { modeOf } from '../../../../src/platforms/mode-of.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';

const generic = openPlatforms().find('generic');
const platform = { ...generic, isPrompt: (line: string) => modeOf(generic, line) !== undefined };

const atFirst = (heard: string) => readSign(heard, { platform, isPasswordSent: false }).sign;
const afterPassword = (heard: string) => readSign(heard, { platform, isPasswordSent: true }).sign;

describe('what a device wants', () => {
  it('is a user name at the prompts devices have for it', () => {
    for (const prompt of ['Username: ', 'login: ', 'sw1 login: ', 'User Name:', 'Login: ']) {
      expect([prompt, atFirst(`User Access Verification\r\n\r\n${prompt}`)]).toEqual([
        prompt,
        'username',
      ]);
    }
  });

  it('is a password where the account’s own is asked for, not a new one', () => {
    expect(atFirst('\r\nPassword: ')).toBe('password');
    expect(atFirst('\x1b[1mpassword:\x1b[0m')).toBe('password');
    expect(atFirst('New password: ')).toBe('text');
    expect(atFirst('Enter one-time password: ')).toBe('text');
  });

  it('is nothing while only blank lines came', () => {
    expect(atFirst('')).toBe('nothing');
    expect(afterPassword('\r\n\r\0\x07')).toBe('nothing');
  });

  it('is not a login again when the device tells of the last one', () => {
    expect(afterPassword('\r\nLast login: ')).toBe('text');
    expect(afterPassword('Last failed login: ')).toBe('text');
  });

  it('is over at a prompt, and at whatever else it says', () => {
    expect(afterPassword('Welcome\r\nsw1# ')).toBe('prompt');
    expect(afterPassword('Press any key')).toBe('text');
  });

  it('is told by a refusal only after a password, in each device’s words', () => {
    for (const words of [
      '% Login invalid',
      'Login incorrect',
      '% Authentication failed',
      '% Bad passwords',
    ]) {
      expect([words, afterPassword(`\r\n${words}\r\n\r\nUsername: `)]).toEqual([words, 'refused']);
      expect(atFirst(`${words}\r\nUsername: `)).toBe('username');
    }
  });

  it('is found within time in a line without end', () => {
    expect(afterPassword('login '.repeat(20_000))).toBe('text');
    expect(afterPassword('\x1b['.repeat(20_000))).toBe('text');
  });
});
