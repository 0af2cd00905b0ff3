const SECRET_NAME =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|api[-_]?key|private[-_]?key|key-string|pre-shared-key|psk|credentials?|community)';
const SETS_SECRET = new RegExp(
  `${SECRET_NAME}s?['"\`\\]]*(?:\\s*(?::|=(?!=))|\\s+(?!(?:of|in|is|as)\\b)[^\\s)|;,.=])`,
  'im',
);

/** Whether an input sets something like a password, in JavaScript or on a device; such lines are never written down. */
export function setsSecret(input: string): boolean {
  return SETS_SECRET.test(input);
}
