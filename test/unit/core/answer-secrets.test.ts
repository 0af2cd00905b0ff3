import { describe, expect, it } from 'vitest';
import { hideAnswerSecrets, hideInCell } from '../../../src/core/answer-secrets.ts';

describe('secrets in what devices answer', () => {
  it.each([
    'enable secret 9 $9$abcXYZ$PLANTED',
    'enable password 7 PLANTED',
    'username bob privilege 15 secret 5 $1$aa$PLANTED',
    'username bob password 0 PLANTED',
    ' neighbor 10.0.0.1 password 7 PLANTED',
    'snmp-server community PLANTED RO',
    'snmp-server host 10.0.0.9 version 2c PLANTED',
    'snmp-server host 10.0.0.9 PLANTED',
    'snmp-server user u g v3 auth sha PLANTED priv aes 128 PLANTED2',
    'set snmp community PLANTED authorization read-only',
    'snmp-agent community read cipher PLANTED',
    'tacacs-server host 10.0.0.1 key 7 PLANTED',
    'radius-server key PLANTED',
    ' key 7 PLANTED',
    '  key-string 7 PLANTED',
    ' ip ospf message-digest-key 1 md5 7 PLANTED',
    ' ip ospf authentication-key PLANTED',
    'crypto isakmp key PLANTED address 0.0.0.0\n pre-shared-key local PLANTED',
    'set system root-authentication encrypted-password "$6$x$PLANTED"',
    'encrypted-password "$6$x$PLANTED"; ## SECRET-DATA',
    'set security ike policy p pre-shared-key ascii-text "$9$PLANTED"',
    'set password ENC PLANTED',
    'set psksecret ENC PLANTED',
    '/ppp secret add name=x password=PLANTED service=any',
    'local-user a password irreversible-cipher $1a$PLANTED$',
    'wpa-psk PLANTED',
    '-----BEGIN RSA PRIVATE KEY-----\nPLANTED\nPLANTED\n-----END RSA PRIVATE KEY-----',
    'Community name: PLANTED',
  ])('%s', (text) => {
    const { text: shown, values } = hideAnswerSecrets(text);
    expect(shown).not.toContain('PLANTED');
    expect(values.length).toBeGreaterThan(0);
  });

  it.each([
    'service password-encryption',
    'interface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0',
    'key chain OSPF\n key 1',
    ' neighbor 10.0.0.1 send-community both',
    'ip community-list standard X permit 65000:1',
    'Cisco IOS Software, Version 15.2(4)M11',
    '10.0.0.0/8 via 10.0.12.2, Gi0/0',
  ])('leaves alone: %s', (text) => {
    expect(hideAnswerSecrets(text)).toEqual({ text, values: [] });
  });

  it('are hidden in cells that hold them, and in columns of secrets', () => {
    const { values } = hideAnswerSecrets('snmp-server community PLANTED RO');
    expect(hideInCell('PLANTED', 'name', values)).toBe('‹secret›');
    expect(hideInCell('x PLANTED y', 'line', values)).toBe('x ‹secret› y');
    expect(hideInCell('public', 'community', [])).toBe('‹secret›');
    expect(hideInCell('Gi0/0', 'interface', values)).toBe('Gi0/0');
  });

  it('are found in time in a text that looks like nothing else', () => {
    const text = `${'key '.repeat(50_000)}\n${'snmp community '.repeat(20_000)}\n${'radius key'.repeat(20_000)}`;
    expect(hideAnswerSecrets(text).text.length).toBeGreaterThan(0);
  }, 30_000);
});
