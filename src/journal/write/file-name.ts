/** One component of a path made of any text: letters, digits, `.`, `_`, `-`; never hidden, never a name that some system keeps for itself. */
export function fileNameOf(text: string, mostChars = 60): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, mostChars)
    .replace(/^[.-]+|[.-]+$/g, '');
  if (plain === '') return 'unnamed';
  return RESERVED.test(plain) ? `${plain.replace('.', '-')}_` : plain;
}

/** Devices of Windows, where a recording may be carried to. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The same as none of those taken, whatever their case: `r1`, `r1-2`. */
export function freeFileName(text: string, taken: ReadonlySet<string>): string {
  const name = fileNameOf(text);
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
}
