import type { Span } from './hide-secrets.ts';
import type { CellText } from './secret-text.ts';

/** What looks like a secret whatever stands before it. The last group is hidden, or all of it. */
const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$(?![\s\S]))/dg,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`]*:([^\s'"`]+)@/dgi,
  // admin:x@192.0.2.7, without a scheme
  /(?:^|[\s'"`=])[\w.-]+:([^\s@'"`/\\]{3,})@[\w.[\]:-]+/dg,
  // crypt(3) and its kin: type 5, 8, 9, 10 and 14 of IOS and its successors, Comware's $c$ and $h$, VRP's $1a$.
  /\$(?:1[a-z]?|2[abxy]?|[5678]|10|14|y|gy|[ch]|sha\d+|argon2\w*|pbkdf2[\w-]*)\$[^\s'"`;,)]{8,}/dg,
  /\$9\$[^\s'"`;,)]{3,}/dg,
  /%(?:\^%#|@%@|\$%\$)\S+/dg,
  /\bENC\s+([\w+/=]{8,})/dg,
  /\b(?:Bearer|Basic|Token)\s+([\w.~+/=-]{6,})/dg,
  /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/dg,
  /\b(?:gh[posu]_|github_pat_|glpat-|xox[abprs]-|sk-|AKIA)[\w-]{12,}/dg,
];

export function secretShapes({ text }: CellText): Span[] {
  return SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].flatMap(({ indices }) => {
      const place = indices?.at(-1);
      return place === undefined ? [] : [{ from: place[0], to: place[1] }];
    }),
  );
}
