import { isNoSecret } from '../../core/secrets/no-secret.ts';
import type { SecretSpan } from '../../core/secrets/secret-lines.ts';
import { GIVEN, VALUE } from '../../core/secrets/secret-rule.ts';

/** A word that speaks of a secret, anywhere in a name, and what stands behind it. */
const NAMED = new RegExp(
  `[\\w.-]{0,40}(?:passw|passphrase|passcode|passwd|secret|credential|token|api[-_]?key|priv(?:ate)?[-_]?key|psk|communit|pre-?shared)[\\w.-]{0,40}(?:\\s{1,8}(?:is|was|now|will be|for \\S{1,80} is))?${GIVEN}${VALUE}`,
  'dgi',
);
/** A word of letters, figures and the signs of base64, long enough for a key. */
const TOKEN = /(?<![\w+/-])[\w+/-]{24,512}={0,2}(?![\w+/-])/g;
const HINT = /passw|passph|passc|secret|credential|token|key|psk|communit|shared|[\w+/=-]{24}/i;
/** What is long and random and no secret: hashes of files and images, fingerprints, public keys, identifiers. */
const PUBLIC =
  /fingerprint|md5|sha-?\d|checksum|digest|signature|ssh-(?:rsa|ed25519|dss)|ecdsa-|public|certificate|serial|uuid|guid|udi|pid|license|\bimage\b|\.bin\b|boot|hash of|commit|bssid|\bmac\b|neighbor id|chassis|system-?id|engine-?id/i;

/**
 * What looks like a secret on a line though no rule knows it: a value behind a word such as `password`, a long random word. For a person to
 * look at; it is wrong more often than the rules are.
 */
export function unknownSecrets(line: string): readonly SecretSpan[] {
  const text = line.length > MOST_CHARS ? line.slice(0, MOST_CHARS) : line;
  if (!HINT.test(text)) return [];
  const found: SecretSpan[] = [];
  for (const match of text.matchAll(NAMED)) {
    const [from, to] = match.indices?.groups?.['secret'] ?? [0, 0];
    const value = text.slice(from, to).replace(/^["']|["';,]+$/g, '');
    if (isNoSecret({ value, kind: 'community', how: '' }) || value.includes('*')) continue;
    if (looksLikeValue(value)) found.push({ from, to, kind: 'word', part: 'first' });
  }
  if (PUBLIC.test(text)) return found;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const isKnown = found.some(({ from, to }) => index < to && index + token.length > from);
    if (!isKnown && isRandom(token)) {
      found.push({ from: index, to: index + token.length, kind: 'random', part: 'first' });
    }
  }
  return found;
}

const MOST_CHARS = 4_000;

/** A word of a sentence has no figures and no signs. */
function looksLikeValue(value: string): boolean {
  return (
    value.length >= 4 &&
    (/\d/.test(value) || /[^\w\s.,:;()-]/.test(value) || /[a-z][A-Z]/.test(value))
  );
}

/** Letters of both cases and figures, in no order that words have; or a long number in hex. */
function isRandom(token: string): boolean {
  const hex = /^(?:0x)?[0-9a-f]{32,}$/i.test(token) && /\d/.test(token) && /[a-f]/i.test(token);
  if (hex) return true;
  if (!/\d/.test(token) || !/[a-z]/.test(token) || !/[A-Z]/.test(token)) return false;
  // Names of files and hosts are words with signs between them.
  if ((token.match(/[-_/]/g)?.length ?? 0) > token.length / 8) return false;
  return entropyOf(token) >= LEAST_ENTROPY;
}

/** Bits a character; words of English have about 3. */
const LEAST_ENTROPY = 3.7;

function entropyOf(token: string): number {
  const counts = new Map<string, number>();
  for (const character of token) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / token.length) * Math.log2(count / token.length);
  return bits;
}
