import { describe, expect, it } from 'vitest';
import { openPlatforms } from '../../../src/platforms/platforms.ts';
import { readPlatform } from '../../../src/platforms/read-platform.ts';
import { secretRules } from '../../../src/platforms/secret-rules.ts';

const rulesOf = (text: string) =>
  secretRules(readPlatform({ name: 'x', file: 'x.yaml', text: `title: X\nsecrets:\n${text}` }));

describe('the places of secrets in a platform file', () => {
  it('are patterns with a group, or a short word for one', () => {
    const [own, short] = rulesOf(
      "  - 'pin (?<secret>\\d{4})'\n  - { kind: pin, pattern: 'code {value}' }\n",
    );
    expect(own?.pattern.exec('PIN 1234')?.groups).toEqual({ secret: '1234' });
    expect(short?.pattern.exec('code "a b"')?.groups).toEqual({ secret: '"a b"' });
    expect(short?.kind).toBe('pin');
  });

  it.each([
    ["  - 'pin \\d{4}'\n", 'x.yaml:3: secrets.0: a group (?<secret>…) is missing'],
    ["  - 'a'\n  - 'pin (?<secret>.*)'\n", 'x.yaml:3: secrets.0: a group'],
    [
      "  - 'pin (?<secret>.*)'\n",
      'x.yaml:3: secrets.0: expected an upper bound in place of *: {0,40}',
    ],
    ["  - '(?<secret>a{2,})'\n", 'x.yaml:3: secrets.0: expected an upper bound in place of {2,}'],
    ["  - '(?<secret>a'\n", 'x.yaml:3: secrets.0: Invalid regular expression'],
    [
      "  - { pattern: '(?<secret>a)', after: 'b+' }\n",
      'x.yaml:3: secrets.0: expected an upper bound',
    ],
    ['  - { kind: x }\n', 'x.yaml:3: secrets.0: expected a regular expression, or pattern'],
  ])('are checked when the file is read: %j', (text, message) => {
    expect(() => rulesOf(text)).toThrow(message);
  });

  it('add up over the platforms a file extends', () => {
    const platforms = openPlatforms();
    const ios = platforms.find('cisco_ios').secrets ?? [];
    expect(ios.length).toBeGreaterThan(0);
    expect(platforms.find('cisco_xe').secrets).toEqual(expect.arrayContaining([...ios]));
  });
});
