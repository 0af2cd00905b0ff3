/** Stands for what was hidden. */
const HIDDEN = '‹secret›';

/**
 * Secrets in what devices answer: passwords, keys, communities and hashes of them, in configurations and wherever else they stand.
 * A rule hides its last group. Where it is in doubt the value is hidden.
 */
const VALUE = '("[^"]{0,500}"|\\S{1,500})';
const HOW =
  '(?:(?:\\d{1,2}|encrypted|hashed|cipher|simple|irreversible-cipher|plain(?:-?text)?|plaintext-password|ciphertext|sha(?:1|256|512)?|md5|scrypt|ENC|hmac-sha-\\d+|level \\d{1,2}|ascii-text|hexadecimal|clear|text|local|remote)\\s+){0,4}';

const RULES: readonly RegExp[] = [
  new RegExp(`\\b[\\w-]*(?:password|passwd|passphrase|passcode)\\s+${HOW}${VALUE}`, 'gi'),
  new RegExp(`\\b\\w*secret\\s+${HOW}${VALUE}`, 'gi'),
  new RegExp(
    `\\b(?:key-string|pre-shared-key|preshared-key|psk|wpa-psk|authentication-key|md5-key|auth-key|priv-key|api-key|server-key|shared-key|encryption-key|message-digest-key \\d+|authentication-key \\d+)\\s+${HOW}${VALUE}`,
    'gi',
  ),
  new RegExp(`\\b(?:radius|tacacs)\\b[^\\n]{0,200}?\\bkey\\s+${HOW}${VALUE}`, 'gi'),
  new RegExp(`\\bisakmp\\s+key\\s+${HOW}${VALUE}`, 'gi'),
  new RegExp(`^\\s+key\\s+(?:\\d\\s+)?(?!chain\\b|\\d{1,5}\\s*$)${VALUE}\\s*$`, 'gim'),
  new RegExp(
    `\\bsnmp(?:-server|-agent)?\\s+(?:\\w+\\s+)?community\\s+(?:(?:read|write|cipher|simple|\\d)\\s+){0,3}${VALUE}`,
    'gi',
  ),
  new RegExp(
    `\\bsnmp-server\\s+host\\s+\\S+\\s+(?:(?:traps|informs|version|1|2c|3|auth|noauth|priv|vrf\\s+\\S+|use-vrf\\s+\\S+)\\s+){0,6}${VALUE}`,
    'gi',
  ),
  new RegExp(`\\bcommunity (?:name|index|securityname|security name)\\s*:\\s*${VALUE}`, 'gi'),
  new RegExp(
    `\\bsnmp[^\\n]{0,200}?\\b(?:auth|authentication)(?:-mode)?\\s+(?:md5|sha\\S*)\\s+${VALUE}`,
    'gi',
  ),
  new RegExp(
    `\\bsnmp[^\\n]{0,200}?\\b(?:priv|privacy)\\S*\\s+(?:des\\S*|3des|aes)(?:[ -]?\\d{3})?\\s+${VALUE}`,
    'gi',
  ),
  new RegExp(
    `\\b[\\w-]*(?:password|passwd|secret|passphrase|pre-shared-key|psk|private-key|authentication-key|community)=${VALUE}`,
    'gi',
  ),
  /(\$[0-9a-zA-Z]{1,6}\$[^\s"<;]{4,400})/g,
];

const KEY_BLOCK =
  /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

const MAY_HOLD = /passw|passp|passc|secret|key|community|psk|snmp|\$\w{1,6}\$/i;

export interface HiddenSecrets {
  readonly text: string;
  /** The values that were hidden, each once. */
  readonly values: readonly string[];
}

/** The text with its secrets replaced by `‹secret›`. */
export function hideAnswerSecrets(text: string): HiddenSecrets {
  if (!MAY_HOLD.test(text)) return { text, values: [] };
  const values = new Set<string>();
  const hide = (whole: string, ...groups: unknown[]): string => {
    const value = String(groups[0]);
    if (value === HIDDEN || isWord(value)) return whole;
    values.add(value.replace(/^"|"$/g, ''));
    return (
      whole.slice(0, whole.lastIndexOf(value)) +
      HIDDEN +
      whole.slice(whole.lastIndexOf(value) + value.length)
    );
  };
  const hidden = RULES.reduce(
    (shown, rule) => shown.replace(rule, hide),
    text.replace(KEY_BLOCK, (_, begin: string) => {
      values.add(begin);
      return `${begin}\n${HIDDEN}`;
    }),
  );
  return { text: hidden, values: [...values] };
}

/** Words of a configuration that stand where a secret could. */
function isWord(value: string): boolean {
  return /^(?:encryption|recovery|policy|required|prompt|expire[sd]?|never|yes|no|enabled?|disabled?|is|not|set|and|or|for|type|min-length|history|length|[(){};:,=]+)$/i.test(
    value,
  );
}

/** Columns whose cells are secrets whatever they say. */
const SECRET_COLUMN =
  /^(?:password|passwd|secret|passphrase|psk|key_string|pre_shared_key|community)$/i;

/** A table's cell without the secrets that were found in its text. */
export function hideInCell(cell: string, column: string, values: readonly string[]): string {
  if (cell !== '' && SECRET_COLUMN.test(column)) return HIDDEN;
  return values.reduce((shown, value) => {
    if (shown === value) return HIDDEN;
    return value.length >= 4 ? shown.replaceAll(value, HIDDEN) : shown;
  }, cell);
}
