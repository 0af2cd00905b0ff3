const WORDS = new Set(
  [
    'password passwords assword ssword passwd passphrase assphrase passphrases passcode pwd psk psksecret secret secrets',
    'community communities credential credentials token tokens apikey phash cak authpwd privpwd',
    'securityname preshared chpasswd authkey privkey sharedkey privatekey accesskey serverkey',
  ]
    .join(' ')
    .split(' '),
);
/** Names that mean a secret where something is assigned to them, and much else in a sentence. */
const SHORT_NAMES = new Set(['pass', 'pw', 'pin', 'otp', 'passwort', 'authorization', 'auth']);
/** `PGPASSWORD`, `clientsecret`, `secret2`. */
const ENDS_AS_ONE = /(?:password|passwd|passphrase|secret|token)s?\d*$/;
const OPEN_KEYS = /(?:public|host|primary|foreign|sort|group|drill|map|config|cache|object)$/;
const CAMEL_KEY =
  /(?:auth\w*|shared|private|privacy|api|access|md5|digest|server|session|secret|encr\w+|master)key$/i;

/** A word of a text: a name of JavaScript, a keyword of a device. */
export const WORD = /[A-Za-z][\w-]*/g;

/** Whether a word names a secret wherever it stands: `snmp-community`, `dbPassword`, `pre-shared-key`. */
export function isSecretWord(word: string): boolean {
  const parts = word
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]+/);
  if (parts.some((part) => WORDS.has(part) || ENDS_AS_ONE.test(part))) return true;
  const last = parts.at(-1);
  if (last === 'string') return parts.includes('key') && parts.length > 1;
  if (last !== 'key' && last !== 'keys') return false;
  return word.includes('-')
    ? parts.length > 1 && !OPEN_KEYS.test(parts.at(-2) ?? '')
    : CAMEL_KEY.test(word.replaceAll('_', ''));
}

/** The same for a name that something is assigned to. */
export function isSecretName(name: string): boolean {
  if (isSecretWord(name)) return true;
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]+/);
  return SHORT_NAMES.has(parts.at(-1) ?? '');
}

/** A question of a device for a secret, or a name of one in a text. */
export const ASKS =
  /assword|word:|assphrase|asscode|passwd|secret|token|credential|\bpin\b|\botp\b|\bpsk\b|community|api[-_ ]?key|shared[-_ ]key/i;
