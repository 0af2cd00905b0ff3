import { describe, expect, it } from 'vitest';
import { setsSecret } from '../../../../src/repl/history/secret-lines.ts';

describe('an input that sets a secret', () => {
  it.each([
    "const password = 'x'",
    'dbPassword="x"',
    "login({ password: 'x' })",
    "o['api-key'] = 'x'",
    'process.env.TOKEN = "x"',
    '@r1 username bob password 0 hunter2',
    '@r1 enable secret 5 $1$abc',
    '@all snmp-server community public RO',
    '@r1 key-string abc',
    'crypto isakmp key x\npre-shared-key abc',
    'PASSPHRASE=abc',
    "r1.send('become', { answers: [{ when: /assword/, send: 'hunter2' }] })",
    "r1.config(lines, { answers: [{ send: 'hunter2', when: 'Enter PIN' }] })",
  ])('is known: %s', (input) => {
    expect(setsSecret(input)).toBe(true);
  });

  it.each([
    '@r1 show version',
    '@r1 show snmp community',
    'password',
    'if (password == other) {}',
    'for (const token of tokens) print(token)',
    'tokens.length',
    '@r1 show run | include secret',
    'r1.run("show secret").text',
  ])('is not seen in: %s', (input) => {
    expect(setsSecret(input)).toBe(false);
  });
});
