import type { Span } from './hide-secrets.ts';

/** The secret in what stands behind its keyword; all of it, where what follows is not known to be something else. */
export function valueIn(text: string, start: number, word: string): Span {
  let at = 0;
  for (;;) {
    const qualifier = QUALIFIER.exec(text.slice(at));
    if (qualifier === null) break;
    at += qualifier[0].length;
  }
  const value = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+)/.exec(text.slice(at))?.[0] ?? '';
  const behind = text.slice(at + value.length);
  const known = KNOWN_BEHIND[/communit/i.test(word) ? 'community' : 'other'];
  const isKnown = known.test(behind);
  return { from: start + at, to: start + (isKnown ? at + value.length : text.trimEnd().length) };
}

/** Words between a keyword and its secret: how it is encrypted, what it is for. */
const QUALIFIER =
  /^(?:\d{1,2}|encrypted|unencrypted|clear|cleartext|clear-text|plaintext|plain-text|plain|ciphertext|cipher|simple|irreversible-cipher|hash2?|sha[\d-]*|md5|hmac-\S+|pbkdf2|scrypt|ENC|ascii|ascii-text|text|hex|hexadecimal|level|key|string|key-string|read|write|manager|operator|user-name \S+|local|remote|type|value)[ \t]+(?=\S)/i;

/** What may follow a secret on its line and is none. */
const KNOWN_BEHIND: Readonly<Record<'community' | 'other', RegExp>> = {
  community: /^(?:[ \t]+(?:ro|rw|view|read-only|read-write|authorization|\d{1,4}))*[ \t]*$/i,
  other:
    /^(?:[ \t]+(?:encrypted|pbkdf2|hash2?|role|network-admin|network-operator|address|privilege|(?:\d{1,3}\.){3}\d{1,3}))*[ \t]*$/i,
};
