import { GIVEN, HOW, type SecretRule, secretRule, VALUE } from './secret-rule.ts';

const KEYWORDS =
  'pre-?shared[-_]?(?:key|secret)|psk(?:secret)?|wpa\\d?-(?:psk|passphrase)|shared[-_]?(?:key|secret)|auth(?:entication)?[-_]key|encryption[-_]key|priv(?:acy)?[-_]key|md5[-_]key|server[-_]key|plaintext-key|encrypted-key|api[-_]?key|secret[-_]?(?:access[-_]?)?key|private[-_]?key|phash|authpwd|privpwd|bindpw|snmp-community-string|key-(?:octet-)?string|account[-_]key|passkey|ppk-secret';

/** Behind these a key of a server, a tunnel or a neighbour follows the word `key`. */
const KEYED =
  'radius|tacacs|tacplus|hwtacacs|ldap|isakmp|failover|server-private|wep|(?:primary|secondary) (?:authentication|authorization|accounting)|md5 \\d{1,10}|hmac-[\\w-]{1,20}|mka|macsec';

const COMMUNITY_WORDS =
  '(?:(?:read|write|ro|rw|cipher|simple|plain|encrypted|name|[078])\\s{1,8}){0,3}';
const SNMP_HOST_WORDS =
  '(?:(?:traps?|informs?|version|1|2c|auth|noauth|priv|community|poll|trap|(?:use-)?vrf \\S{1,60}|udp-port \\d{1,5}|[078]|encrypted|clear)\\s{1,8}){0,8}';

/** Secrets in configurations, and in what devices show of them. */
export const CONFIG_RULES: readonly SecretRule[] = [
  secretRule(
    'password',
    `(?!passwd: (?:password|all))[\\w-]{0,40}(?:password(?:-value)?|passwd|passphrase|passcode|pwd)${GIVEN}${HOW}${VALUE}`,
  ),
  // Passwords of lines and of enable may hold blanks.
  secretRule(
    'password',
    '^\\s{0,8}(?:enable )?(?:password|secret) 0 (?<secret>\\S.{0,200}\\S)\\s{0,8}$',
  ),
  secretRule('secret', `[\\w-]{0,40}secret${GIVEN}${HOW}${VALUE}`),
  secretRule('key', `(?:^|[^\\w-])[\\w-]{0,30}(?:${KEYWORDS})${GIVEN}${HOW}${VALUE}`),
  secretRule('key', `\\b(?:message-digest-key|authentication-key) \\d{1,10} ${HOW}${VALUE}`),
  secretRule(
    'key',
    `\\b(?:${KEYED})\\b.{0,200}?\\bkey\\s{1,8}(?:address \\S{1,60} )?${HOW}${VALUE}`,
  ),
  secretRule('key', `\\bauthentication key ${HOW}${VALUE}`),
  secretRule('key', `^\\s{1,40}key (?:authentication|accounting|authorization) ${HOW}${VALUE}`),
  secretRule('key', `\\bconfig-key password-encrypt ${VALUE}`),
  secretRule('password', `\\b[\\w-]{1,40}-pw\\s{1,8}${VALUE}`),
  secretRule('secret', `(?<!\\S)${VALUE};\\s{0,8}(?:##|/\\*) SECRET-DATA`),
  secretRule(
    'key',
    `\\bpre-shared-key (?:address|hostname) \\S{1,60} (?:[\\d.]{7,15} )?key ${HOW}${VALUE}`,
  ),
  secretRule(
    'key',
    `^\\s{1,40}key\\s{1,8}(?<how>(?:(?:[0-9]|encrypted|ENC)\\s{1,8})?)(?!chain\\b|\\d{1,10}\\s*;?$)${VALUE}\\s{0,8}$`,
  ),
  secretRule('key', `^\\s{0,40}key-string\\s{1,8}(?:[0-9] )?(?<secret>[^\\s"].{0,200})$`),
  secretRule('key', `\\bauthentication(?: mode)? (?:text|string|md5 key-string) ${HOW}${VALUE}`),
  secretRule(
    'key',
    `\\b(?:standby|vrrp|glbp|nhrp)\\b.{0,60}? authentication (?!md5|mode|key-chain|text|type)${VALUE}`,
  ),
  secretRule(
    'key',
    `\\bauthentication-mode (?:md5|hmac-\\S{1,20}|sha\\S{0,12}|simple|cipher)\\s{1,8}(?:(?:\\d{1,3}|nonstandard|usual|cipher|plain|simple)\\s{1,8}){0,4}(?!privacy-mode)${VALUE}`,
  ),
  secretRule('key', `\\bprivacy-mode \\S{1,20} (?:(?:cipher|simple|plain) )?${VALUE}`),
  secretRule(
    'key',
    `\\bipsec spi \\d{1,10} (?:esp )?(?:null |(?:aes-cbc|3des|des|aes)(?: \\d{3})? (?:[07] )?)?(?:md5 |sha1 )?(?:[07] )?(?<secret>[0-9A-F]{16,130})\\b`,
  ),
  secretRule(
    'key',
    `\\bipsec spi \\d{1,10} esp .{0,200}? (?:md5|sha1) (?:[07] )?(?<secret>[0-9A-F]{16,130})\\b`,
  ),
  secretRule('key', `\\bsnmp.{0,200}? (?:auth|authentication) (?:md5|sha\\S{0,8}) ${HOW}${VALUE}`),
  secretRule(
    'key',
    `\\bsnmp.{0,200}? (?:priv|privacy)\\S{0,20} (?:des\\S{0,8}|3des|aes)(?:[ -]?\\d{3})? ${HOW}${VALUE}`,
  ),
  secretRule('key', '\\bsnmp.{0,200}? priv (?<secret>0x\\S{1,200})'),
  secretRule(
    'community',
    `\\bsnmp(?:-server|-agent)?\\s{1,8}(?:(?!community\\b)\\w{1,30}\\s{1,8})?community(?:-map)?\\s{1,8}${COMMUNITY_WORDS}${VALUE}`,
  ),
  secretRule(
    'community',
    `\\bsnmp-server\\s{1,8}host\\s{1,8}(?!.{0,120}\\bversion 3\\b)(?:[a-z]\\S{0,60}\\s{1,8}(?=[\\d(]))?\\S{1,80}\\s{1,8}${SNMP_HOST_WORDS}${VALUE}`,
  ),
  secretRule(
    'community',
    `\\bcommunity (?:name|index|string|securityname|security name)\\s{0,20}:\\s{0,8}${VALUE}`,
  ),
  secretRule('community', `\\bsecurityname (?:cipher )?${VALUE}`),
  secretRule(
    'community',
    `\\b(?:snmp[-_]?)?community(?:[-_]string)?["']?\\s{0,8}=\\s{0,8}${VALUE}`,
  ),
  secretRule(
    'community',
    `^\\s{0,40}community ${VALUE} (?:hash2? )?(?:r|rw|rwa|mgmt|vpls-mgmt)\\b`,
  ),
  secretRule('community', `^\\s{1,40}community ${VALUE}\\s{0,8}[{;]`, {
    after: /^[^\n]{0,200}\bsnmp\b[^\n]{0,80}\{\s{0,8}$/i,
  }),
  secretRule('community', `^\\s{0,8}(?:ro|rw|trap)community6?\\s{1,8}${VALUE}`),
  secretRule(
    'community',
    `^\\s{0,8}com2sec6?\\s{1,8}(?:-Cn \\S{1,60} )?\\S{1,60}\\s{1,8}\\S{1,60}\\s{1,8}${VALUE}`,
  ),
  secretRule(
    'secret',
    '<(?:phash|key|secret|passw(?:or)?d|[\\w-]{0,30}-password|passphrase|private-key|authpwd|privpwd|community|snmp-community-string|shared-secret|api-?key)>(?<secret>[^<\\s][^<]{0,4000})</',
  ),
];
