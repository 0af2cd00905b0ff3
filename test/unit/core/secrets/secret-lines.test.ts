import { describe, expect, it } from 'vitest';
import { hideAnswerSecrets } from '../../../../src/core/answer-secrets.ts';
import { GENERAL_RULES } from '../../../../src/core/secrets/general-rules.ts';
import { prepareRules, SecretLines } from '../../../../src/core/secrets/secret-lines.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';

const MB = 1_000_000;

describe('secrets on lines', () => {
  it.each([
    'a',
    'password ',
    'key ',
    'snmp ',
    'radius key ',
    'secret secret',
    '$1$',
    '%^%#',
    'http://a:',
    'curl -u ',
    'authentication-mode md5 ',
    'spi 1 esp ',
    '"',
    '\\"',
    'password "',
    'token=',
    'eyJaaaaaaaa.',
    '<key>',
    "'",
    ' ',
    '-----BEGIN PRIVATE KEY-----',
    'mysql -p',
    'a-pw ',
    'x;',
    'community ',
    'Preshared Key ',
  ])(
    'are looked for in a line of a megabyte in time: %j',
    (unit) => {
      const own = openPlatforms().find('cisco_ios').secrets ?? [];
      const lines = new SecretLines(prepareRules(GENERAL_RULES, own));
      expect(lines.line(unit.repeat(Math.ceil(MB / unit.length))).length).toBeGreaterThanOrEqual(0);
    },
    30_000,
  );

  it('are found far along a long line, and where two windows meet', () => {
    for (const before of [0, 2_490, 2_500, 3_990, 4_000, 39_999]) {
      const { text } = hideAnswerSecrets(`${'x '.repeat(before / 2)}enable secret Pl4nted9`);
      expect(text).not.toContain('Pl4nted9');
    }
  });

  it('of a key end where the key is torn, and do not hide what comes behind', () => {
    const { text, values } = hideAnswerSecrets(
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\nr1#show clock\n10:00:00',
    );
    expect(text).toBe('-----BEGIN RSA PRIVATE KEY-----\n‹secret›\nr1#show clock\n10:00:00');
    expect(values).toEqual(['MIIEabc']);
  });

  it('of a key on one line are all of it, however long', () => {
    const key = 'AbCd'.repeat(3_000);
    const line = `{"k": "-----BEGIN PRIVATE KEY-----\\n${key}\\n-----END PRIVATE KEY-----\\n"}`;
    expect(hideAnswerSecrets(line).text).toBe(
      '{"k": "-----BEGIN PRIVATE KEY-----‹secret›-----END PRIVATE KEY-----\\n"}',
    );
  });

  it('below a head count as far as the head reaches', () => {
    const own = openPlatforms().find('mikrotik_routeros').secrets ?? [];
    const text = '/snmp community\nset 0 name=PLANTED\n/ip address\nadd name=plain';
    expect(hideAnswerSecrets(text, prepareRules(GENERAL_RULES, own)).text).toBe(
      '/snmp community\nset 0 name=‹secret›\n/ip address\nadd name=plain',
    );
  });

  it('are the value alone: quotes and what ends a statement stay', () => {
    expect(hideAnswerSecrets('set x secret "ab cd";\n  phash $5$abc$defgh;').text).toBe(
      'set x secret "‹secret›";\n  phash ‹secret›;',
    );
  });

  it('that are hidden already are hidden once', () => {
    const once = hideAnswerSecrets('username bob secret 0 hunter22').text;
    expect(hideAnswerSecrets(once)).toEqual({ text: once, values: [] });
  });
});
