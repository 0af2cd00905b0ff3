/** Where a secret stands, by what is around it on its line. */
export interface SecretRule {
  /** What it finds, for people: `password`, `community`, `private key`. */
  readonly kind: string;
  /** Flags `dgi`; its group `secret` is the value, quotes around it included; a group `how` says how it is encrypted. */
  readonly pattern: RegExp;
  /** The rule counts only below a line that matches, for as long as lines are indented deeper than that one. */
  readonly after?: RegExp | undefined;
  /** Ends that in place of the indentation; the line that matches is looked at no more. */
  readonly until?: RegExp | undefined;
  /** A cheap pattern that every line with a match has, where the pattern itself has no word to look for. */
  readonly hint?: string | undefined;
  /** `taken`: whatever stands there is the secret; else words of a sentence in its place are none. */
  readonly words: 'checked' | 'taken';
}

/** A rule from the text of its pattern. Throws what `RegExp` throws, and an error where there is no group `secret`. */
export function secretRule(
  kind: string,
  pattern: string,
  more: Partial<Pick<SecretRule, 'after' | 'until' | 'words' | 'hint'>> = {},
): SecretRule {
  if (!pattern.includes('(?<secret>')) throw new SyntaxError('a group (?<secret>…) is missing');
  return { kind, pattern: new RegExp(pattern, 'dgi'), words: 'checked', ...more };
}

/** A value: in quotes, or up to the next blank. */
export const VALUE = `(?<secret>"(?:[^"\\\\]|\\\\.){0,1000}"|'[^']{0,1000}'|[^\\s"'][^\\s"]{0,1000})`;

/** Words between a keyword and its value: how it is encrypted, what it is for. */
export const HOW_WORDS =
  '\\d{1,2}|encrypted|unencrypted|hash2?|hashed|cipher|simple|irreversible-cipher|plain(?:-?text)?|plaintext-password|ciphertext|sha(?:-?\\d{1,3})?|md5|scrypt|pbkdf2|ENC|hmac-[\\w-]{1,20}|cmac-[\\w-]{1,20}|aes-?\\d{3}-cmac(?:-96)?|level \\d{1,2}|ascii(?:-text)?|hex(?:adecimal)?|clear(?:-?text)?|text|string|local|remote|type|value|localized(?:key)?|PSK|set-key|peer \\S{1,60}';

export const HOW = `(?<how>(?:(?:${HOW_WORDS})\\s{1,8}){0,5})`;

/** A blank, an equals sign or a colon, also behind a quote (JSON). */
export const GIVEN = `(?:["']?\\s{0,8}[:=]{1,2}\\s{0,8}|\\s{1,20})`;
