import { describe, expect, it } from 'vitest';
import type { ShowrunError } from '../../../src/core/errors.ts';
import { parseInventory } from '../../../src/inventory/inventory-file.ts';

const place = { file: '/etc/net/inventory.yaml', home: '/home/ann' };

function arrivalOf(text: string) {
  return parseInventory(`hosts:\n  r1: ${text}`, place).hosts.get('r1')?.arrival;
}

function complaintAbout(text: string): string {
  try {
    arrivalOf(text);
  } catch (thrown) {
    return (thrown as ShowrunError).message;
  }
  return '';
}

describe('what an entry says of its line', () => {
  it('is nothing for most', () => {
    expect(arrivalOf('{address: 10.0.0.1}')).toBeUndefined();
  });

  it('makes a console, where its platform is answered unless told', () => {
    expect(arrivalOf('{console: true, wake: true}')).toEqual({
      isConsole: true,
      first: { wake: true, login: 'platform' },
      hops: [],
    });
    expect(arrivalOf('{console: true, login: manual}')?.first.login).toBe('manual');
    expect(arrivalOf('{then: []}')?.first.login).toBe('usual');
  });

  it('takes a login script, with secrets only by where they come from', () => {
    const text =
      '{login: [{expect: Press RETURN, optional: true}, {expect: sername, send: {username}}, ' +
      '{expect: assword, send: {password}}, {expect: PIN, send: {env: PIN}}, {expect: "\\\\[y/n\\\\]", send: n}]}';
    expect(arrivalOf(text)?.first.login).toEqual([
      { expect: /Press RETURN/i, send: { kind: 'text', text: '' }, isOptional: true },
      { expect: /sername/i, send: { kind: 'username' }, isOptional: false },
      { expect: /assword/i, send: { kind: 'password' }, isOptional: false },
      {
        expect: /PIN/i,
        send: { kind: 'secret', source: { from: 'env', name: 'PIN' } },
        isOptional: false,
      },
      { expect: /\[y\/n\]/i, send: { kind: 'text', text: 'n' }, isOptional: false },
    ]);
    const vault = '{login: [{expect: PIN, send: {vault: pins/ts1}}]}';
    expect(arrivalOf(vault)?.first.login).toMatchObject([
      { send: { kind: 'secret', source: { from: 'vault', name: 'pins/ts1' } } },
    ]);
  });

  it('takes no pattern that a hostile text could keep busy for ever', () => {
    expect(complaintAbout('{login: [{expect: "^(a+)+$"}]}')).toMatch(
      /inventory\.yaml:2.*login.*'\^\(a\+\)\+\$' takes too long on some texts/,
    );
    expect(complaintAbout('{prompt: "/^(a+)+$/"}')).toMatch(/prompt: .* takes too long/);
  });

  it('takes hops; an item that sends nothing says more of the one before', () => {
    const text =
      '{then: [{send: telnet ts1, username: ann, password: {env: TS}}, {send: connect 7}, {platform: cisco_ios, wake: true}]}';
    expect(arrivalOf(text)?.hops).toEqual([
      {
        send: 'telnet ts1',
        platform: 'auto',
        username: 'ann',
        password: { from: 'env', name: 'TS' },
        wake: false,
        login: 'platform',
      },
      {
        send: 'connect 7',
        platform: 'cisco_ios',
        username: undefined,
        password: undefined,
        wake: true,
        login: 'platform',
      },
    ]);
  });

  it.each([
    ['{then: [{platform: x}]}', 'hosts.r1.then[0]: the first hop says what to send'],
    ['{then: telnet}', 'hosts.r1.then: expected a list of {send: …, platform: …}, found "telnet"'],
    [
      '{then: [{send: "a\\nb"}]}',
      'hosts.r1.then[0].send: one line only, without control characters',
    ],
    ['{then: [{sent: x}]}', "hosts.r1.then[0]: unknown key 'sent'; did you mean send?"],
    [
      '{login: often}',
      'expected platform, manual, or a list of {expect: …, send: …}, found "often"',
    ],
    ['{login: [{send: x}]}', 'hosts.r1.login[0]: a step of a login says what to expect'],
    ['{login: [{expect: "("}]}', "hosts.r1.login[0].expect: '(' is no regular expression"],
    ['{login: [{expect: x, send: {secret: y}}]}', "unknown key 'secret'"],
    ['{console: perhaps}', 'hosts.r1.console: expected true or false, found "perhaps"'],
  ])('refuses %s in one line', (text, line) => {
    expect(complaintAbout(text)).toContain(line);
    expect(complaintAbout(text)).toMatch(/^\/etc\/net\/inventory.yaml:2: /);
  });
});
