/** Whether two texts name one interface, however shortened: `Gi0/1` and `GigabitEthernet0/1`. */
export function isSameInterface(a: string, b: string): boolean {
  const left = partsOf(a);
  const right = partsOf(b);
  if (left === undefined || right === undefined || left.number !== right.number) return false;
  const [short, long] =
    left.words.length < right.words.length ? [left.words, right.words] : [right.words, left.words];
  return long.startsWith(short);
}

/** What all the ways to write an interface have in common; the text itself, in small letters, for what is none. */
export function interfaceKey(text: string): string {
  const parts = partsOf(text);
  return parts === undefined ? text.toLowerCase() : `${parts.words.slice(0, 2)} ${parts.number}`;
}

/** Whether a column's name says that it holds interfaces. */
export function namesInterfaces(column: string): boolean {
  return /interface|intf|port(?!ion)|(?:^|_)if(?:$|_)/i.test(column);
}

function partsOf(text: string): { readonly words: string; readonly number: string } | undefined {
  const found = INTERFACE.exec(text.slice(0, MOST_CHARS).trim());
  if (!found) return undefined;
  return { words: (found[1] ?? '').toLowerCase(), number: found[2] ?? '' };
}

const MOST_CHARS = 80;
const INTERFACE = /^([a-z][a-z-]*[a-z])[ -]?(\d[\d/.:]*)$/i;
