const SECRET_NAME =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|api[-_]?key|private[-_]?key|key-string|pre-shared-key|psk|credentials?|community)';
const SETS_SECRET = new RegExp(
  `${SECRET_NAME}s?['"\`\\]]*(?:\\s*(?::|=(?!=))|\\s+(?!(?:of|in|is|as)\\b)[^\\s)|;,.=])`,
  'im',
);

/** An answer to a question for a secret: `{when: /assword/, send: 'x'}`. */
const ASKED = '(?:assword|assphrase|asscode|secret|token|\\bpin\\b|\\botp\\b)';
const ANSWERS_SECRET = new RegExp(
  `${ASKED}.{0,80}\\bsend['"]?\\s*:|\\bsend['"]?\\s*:.{0,80}${ASKED}`,
  'is',
);

/** Whether an input sets something like a password, in JavaScript or on a device; such lines are never written down. */
export function setsSecret(input: string): boolean {
  return SETS_SECRET.test(input) || ANSWERS_SECRET.test(input);
}
