/**
 * Where a text stands outside of brackets and quotes: one flag for each of its UTF-16 units. Device commands hold lone quotes and
 * brackets (`| include don't`): where something is left open at the end it opened nothing.
 */
export function topLevel(text: string): readonly boolean[] {
  return (
    scan(text, 'quotes') ??
    scan(text, 'no quotes') ??
    Array.from({ length: text.length }, () => true)
  );
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function scan(text: string, quotes: 'quotes' | 'no quotes'): boolean[] | undefined {
  const flags: boolean[] = [];
  const open: string[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    flags.push(open.length === 0 && quote === '');
    if (quote !== '') {
      if (character === '\\') {
        flags.push(false);
        at++;
      } else if (character === quote) quote = '';
    } else if (quotes === 'quotes' && /["'`]/.test(character)) quote = character;
    else if (character in CLOSING) open.push(CLOSING[character] ?? '');
    else if (character === open.at(-1)) open.pop();
  }
  return quote === '' && open.length === 0 ? flags : undefined;
}
