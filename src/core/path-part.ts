/** What a file system takes as one name; some count bytes, and an ending may come behind it. */
const MOST_CHARS = 100;

/**
 * A foreign name as one component of a path: letters, digits and `. _ - @ +` stay, everything else becomes `_`, and it begins with no dot. So it is never
 * empty, `.` or `..`, holds no separator and no control, and no more than 100 characters of at most 3 bytes.
 */
export function pathPart(foreign: string): string {
  const plain = foreign
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._@+-]/gu, '_')
    .slice(0, MOST_CHARS)
    .toWellFormed()
    .replaceAll('\ufffd', '_')
    .replace(/^\./, '_');
  return plain === '' ? '_' : plain;
}
