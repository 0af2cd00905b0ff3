/**
 * Compares texts as a network engineer reads them: runs of digits by value, so that Gi0/2 comes before Gi0/10, 9 before 10 and
 * 10.0.0.2 before 10.0.0.10; letters without regard to case; plain numbers before everything else. A total order: 0 only for equal texts.
 */
export function compareNatural(a: string, b: string): number {
  if (a === b) return 0;
  const isNumberA = NUMBER.test(a);
  const isNumberB = NUMBER.test(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  if (isNumberA && Number(a) !== Number(b)) return Number(a) - Number(b);
  const left = chunks(a);
  const right = chunks(b);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const order = compareChunks(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

const NUMBER = /^[-+]?\d{1,300}(?:\.\d{1,300})?$/;

/** Runs of digits and runs of anything else, in turn. Cut where no table cell of ours is longer. */
function chunks(text: string): readonly string[] {
  return text.slice(0, 1_000).match(/\d+|\D+/g) ?? [];
}

function compareChunks(a: string, b: string): number {
  const isNumberA = isDigit(a);
  const isNumberB = isDigit(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  if (!isNumberA) return compareText(a.toLowerCase(), b.toLowerCase());
  const left = a.replace(/^0+(?=\d)/, '');
  const right = b.replace(/^0+(?=\d)/, '');
  return left.length - right.length || compareText(left, right);
}

function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
