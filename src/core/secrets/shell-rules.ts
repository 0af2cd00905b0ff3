import { type SecretRule, secretRule, VALUE } from './secret-rule.ts';

const taken = { words: 'taken' } as const;

/** Secrets on command lines of shells, in their variables, and in the files people look at there. */
export const SHELL_RULES: readonly SecretRule[] = [
  secretRule('token', `[\\w-]{0,40}token["']?\\s{0,4}[:=]\\s{0,4}${VALUE}`),
  secretRule('token', '\\b(?:Bearer|Basic|Digest|Token)\\s{1,4}(?<secret>[\\w.~+/=-]{8,2000})'),
  secretRule(
    'token',
    `\\b(?:x-auth-token|x-api-key|private-token|x-vault-token)\\s{0,4}:\\s{0,4}${VALUE}`,
  ),
  secretRule(
    'password',
    '\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\'"]{0,80}:(?<secret>[^\\s\'"@]{1,200})@',
    taken,
  ),
  secretRule('password', `\\bsshpass\\b.{0,60}? -p ?${VALUE}`, taken),
  secretRule(
    'password',
    `\\b(?:mysql|mariadb)\\w{0,12}\\b.{0,200}? -p(?<secret>[^\\s"']{1,100})`,
    taken,
  ),
  secretRule(
    'password',
    '\\b(?:curl|wget|http)\\b.{0,400}? (?:-u|-a|--user|--auth)[ =]?["\']?[^\\s:"\']{0,80}:(?<secret>[^\\s"\']{1,200})',
    taken,
  ),
  secretRule('password', `\\b(?:plink|pscp|psftp)\\b.{0,200}? -pw ${VALUE}`, taken),
  secretRule('password', `\\bwpa_passphrase \\S{1,64} ${VALUE}`, taken),
  secretRule('password', `\\bhtpasswd -\\w{0,8}b\\w{0,8} \\S{1,200} \\S{1,80} ${VALUE}`, taken),
  secretRule(
    'password',
    '\\b(?:echo|printf) (?:-\\w{1,4} )?["\']?(?<secret>[^|\\n"\']{1,200}?)["\']? {0,4}\\| {0,4}(?:sudo )?(?:chpasswd|passwd|sudo -S|openssl)',
    taken,
  ),
  secretRule('password', '\\bpass:(?<secret>[^\\s"\']{1,200})', taken),
  secretRule('password', `\\b(?:requirepass|masterauth|auth_pass|rootpw)\\s{1,20}${VALUE}`),
  secretRule('password', `\\b(?:user)?(?:add|mod) .{0,200}? -p ${VALUE}`, taken),
  secretRule('token', `\\bvault login (?!-)${VALUE}`, taken),
  secretRule(
    'community',
    `\\bsnmp(?:walk|get|getnext|bulkwalk|bulkget|set|table|trap|inform|status|df)\\b.{0,300}? -c ?${VALUE}`,
    taken,
  ),
  secretRule(
    'key',
    `\\bsnmp(?:walk|get|getnext|bulkwalk|bulkget|set|table|trap|inform|status|df)\\b.{0,300}? -A ?(?!MD5|SHA)${VALUE}`,
    taken,
  ),
  secretRule(
    'key',
    `\\bsnmp(?:walk|get|getnext|bulkwalk|bulkget|set|table|trap|inform|status|df)\\b.{0,300}? -X ?(?!DES|AES)${VALUE}`,
    taken,
  ),
  secretRule(
    'key',
    `\\bcreateUser (?:-e \\S{1,60} )?\\S{1,60} (?:MD5|SHA\\S{0,4}) ${VALUE}`,
    taken,
  ),
  secretRule(
    'key',
    `\\bcreateUser (?:-e \\S{1,60} )?\\S{1,60} (?:MD5|SHA\\S{0,4}) \\S{1,100} (?:DES|AES\\S{0,4}) ${VALUE}`,
    taken,
  ),
  secretRule('token', '-ingestauth=key,(?<secret>[^\\s,]{1,200})', taken),
  // A line of /etc/shadow with a hash of the old kind; the others have a shape of their own.
  secretRule('hash', '^[a-z_][\\w.-]{0,31}:(?<secret>[./0-9a-z]{13}):\\d{1,6}:', {
    ...taken,
    hint: '^[a-z_][\\w.-]{0,31}:[./0-9a-z]{13}:',
  }),
];
