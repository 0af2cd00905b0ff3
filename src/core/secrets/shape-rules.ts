import { type SecretRule, secretRule } from './secret-rule.ts';

const taken = { words: 'taken' } as const;

/** What is a secret by its looks, whatever stands before it. */
export const SHAPE_RULES: readonly SecretRule[] = [
  // crypt(3) and its kin: types 5, 8, 9, 10 and 14 of IOS and its successors, Junos' $9$, Comware's $c$ and $h$, VRP's $1a$, $aes1$ of SR Linux.
  secretRule(
    'hash',
    '(?<secret>\\$(?:1[a-d]?|2[abxy]?|[5-9]|10|14|y|gy|[ch]|apr1|sha\\d{1,3}|aes\\d|argon2\\w{0,2}|pbkdf2[\\w-]{0,12})\\$[^\\s"\'<;,:)]{3,400})',
    { ...taken, hint: '\\$\\w{1,20}\\$' },
  ),
  secretRule(
    'key',
    '(?<secret>(?:%\\^%#.{8,400}?%\\^%#|%@%@.{8,400}?%@%@|@%@%.{8,400}?@%@%|%#%#.{8,400}?%#%#|%\\$%\\$.{8,400}?%\\$%\\$|%\\+%##.{8,400}?%\\+%##))',
    { ...taken, hint: '%[\\^@#$+]|@%@%' },
  ),
  secretRule('key', '\\bENC ["\']?(?<secret>[\\w+/=]{8,1000})', { ...taken, hint: 'ENC ' }),
  secretRule('key', '(?<secret>-AQ==[\\w+/=]{8,1000})', taken),
  secretRule(
    'token',
    '(?<secret>\\beyJ[\\w-]{8,2000}\\.[\\w-]{4,4000}(?:\\.[\\w-]{0,2000})?)',
    taken,
  ),
  secretRule(
    'token',
    '(?<secret>\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-(?:ant-|proj-)?|hvs\\.)[\\w.-]{16,300})',
    { ...taken, hint: 'gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|hvs\\.' },
  ),
  secretRule('key', '(?<secret>\\b(?:AKIA|ASIA)[A-Z0-9]{16})\\b', taken),
];
