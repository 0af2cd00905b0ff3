import type { Span } from './hide-secrets.ts';
import { boundAt, type CellText } from './secret-text.ts';
import { valueIn } from './secret-value.ts';

const WAY = '(?:md5|sha[\\w-]*|des[\\w-]*|3des[\\w-]*|aes[\\w-]*|hmac[\\w-]*)';
const KIND =
  '(?:cipher|simple|plain|plaintext|ciphertext|encrypted|localizedkey|localized|key|text)';

/** Commands whose secret has no keyword of its own; what stands behind the match is hidden. */
const BEHIND: readonly RegExp[] = [
  // key 7 0822455D0A16, in a server's or a key's own block
  /(?:^|[;"'`]|@\S+)[ \t]*key[ \t]+(?!chain\b|config-key\b|generate\b|zeroize\b|import\b|\d{1,2}[ \t]*(?:$|['"`;]))/gim,
  // radius-server host 10.0.0.1 key x, crypto isakmp key x address …, md5 1 key x, failover key x
  /\b(?:tacacs|tacplus|radius|hwtacacs|ldap|isakmp|ike\w*|ipsec|aaa|server|server-private|host|client|failover|md5|wep|encryption|authentication|auth|hmac[\w-]*|ntp|peer|neighbor|psk|tunnel|tunnel-group|wireguard)\b[^\n;]*?[ \t]key[ \t]+(?!chain\b|generate\b|id\b)/gi,
  // snmp-server user u g v3 auth sha x priv aes 128 y; also snmp-agent and the users of others
  new RegExp(
    `\\b(?:snmp|usm)[^\\n]*?[ \\t](?:auth|priv)[\\w-]*[ \\t]+(?:(?:${WAY}|${KIND}|\\d{2,3})[ \\t]+)+`,
    'gi',
  ),
  /\bsnmp-server[ \t]+host[ \t]+\S+[ \t]+(?:(?:traps|informs|version|1|2c|3|auth|noauth|priv|(?:use-)?vrf[ \t]+\S+|udp-port[ \t]+\d+)[ \t]+)*/gi,
  /\b(?:standby|vrrp|glbp|nhrp|rip|isis|eigrp)\b[^\n]*?[ \t]authentication[ \t]+(?!mode\b|key-chain\b|md5[ \t]+key-chain\b|md5[ \t]*$)(?:(?:md5|text|key-string|[07])[ \t]+)*/gim,
  new RegExp(`\\bauthentication-mode[ \\t]+(?:(?:${WAY}|${KIND}|keychain|\\d{1,3})[ \\t]+)+`, 'gi'),
  /\bcrypto[ \t]+(?:key|pki|ca)[ \t]+(?:import|export)\b[^\n]*?[ \t](?:terminal|url[ \t]+\S+|3des|des)[ \t]+(?!pem\b|terminal\b|url\b|3des\b|des\b)(?=\S)/gi,
  // The line below `enable` that is no command
  /(?:^|@\S+|;)[ \t]*en(?:able)?[ \t]*\n[ \t]*(?=\S+[ \t]*$)(?!(?:conf\w*|end|exit|show|sh|disable|term\w*|wr\w*|reload|copy|do|@\S*)[ \t]*$)/gim,
  // Shells
  /\bssh-keygen\b[^\n]*?[ \t]-[NP][ \t]*/g,
  /\b(?:plink|pscp|psftp|putty)\b[^\n]*?[ \t]-pw[ \t]+/g,
  /\bvault[ \t]+login[ \t]+/g,
  /\bopenssl\b[^\n]*?[ \t]-[kK][ \t]+/g,
  /\b(?:snmp\w+)\b[^\n]*?[ \t]-[cAX][ \t]*/g,
  /\bsshpass\b[^\n]*?[ \t]-p[ \t]*/g,
  /\b(?:mysql\w*|mariadb\w*)\b[^\n]*?[ \t]-p(?=\S)/g,
  /\b(?:curl|wget|http)\b[^\n]*?[ \t](?:-u|-a|--user|--auth)[ \t=]*/g,
  /\bhtpasswd\b[ \t]+-\w*b\w*[ \t]+/g,
  /\b(?:-passin|-passout|pass:)[ \t]*(?:pass:)?/g,
  /\bchpasswd\b[^\n]*?<<<[ \t]*/g,
  /\buseradd\b[^\n]*?[ \t]-p[ \t]*/g,
];

/** Commands whose secret stands before what tells it. */
const BEFORE: readonly RegExp[] = [
  /\b(?:echo|printf)[ \t]+(?:-\w+[ \t]+)*([^\n]+)\|[ \t]*(?:sudo[ \t]+)?(?:chpasswd|passwd|sudo[ \t]+-S|openssl)/dg,
];

/** FortiOS names a community in its block. */
const COMMUNITY_BLOCK = /\bsnmp[ \t]+community\b/;
const BLOCK_NAME = /^[ \t]*set[ \t]+name[ \t]+/gim;

export function commandsWithSecrets(cell: CellText): Span[] {
  const { text } = cell;
  const behind = COMMUNITY_BLOCK.test(text) ? [...BEHIND, BLOCK_NAME] : BEHIND;
  const after = behind.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }): Span => {
      const start = index + match.length;
      return valueIn(text.slice(start, boundAt(cell, start)), start, '');
    }),
  );
  const before = BEFORE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ indices }): Span => {
      const [from, to] = indices?.[1] ?? [0, 0];
      return { from, to };
    }),
  );
  return [...after, ...before];
}
