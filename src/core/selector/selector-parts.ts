import { ShowrunError } from '../errors.ts';
import { safe } from '../safe.ts';

/** A part of a selector between commas; `!` before it takes hosts away. */
export interface SelectorPart {
  readonly text: string;
  readonly isWithout: boolean;
}

/** The parts of `core,(site=lab | role=edge),!r3`: commas within a filter's parentheses belong to it. Throws `bad-selector`. */
export function selectorParts(selector: string): SelectorPart[] {
  const texts: string[] = [];
  let depth = 0;
  let quote = '';
  let text = '';
  for (const char of selector) {
    if (depth > 0 && (char === quote || (quote === '' && /["']/.test(char)))) {
      quote = quote === '' ? char : '';
    } else if (quote === '' && char === '(') depth++;
    else if (quote === '' && char === ')') depth--;
    if (depth < 0) throw unbalanced(selector, 'a ) too many');
    if (char === ',' && depth === 0) {
      texts.push(text);
      text = '';
    } else text += char;
  }
  if (depth > 0) {
    throw unbalanced(
      selector,
      quote === '' ? 'a ( that is not closed' : 'a quote that is not closed',
    );
  }
  const parts = [...texts, text].map((part) => part.trim()).filter((part) => part !== '');
  if (parts.length === 0) throw new ShowrunError('bad-selector', 'no host was named');
  return parts.map((part) => ({
    text: part.replace(/^!\s*/, ''),
    isWithout: part.startsWith('!'),
  }));
}

function unbalanced(selector: string, what: string): ShowrunError {
  return new ShowrunError('bad-selector', `'${safe(selector.trim(), 100)}' has ${what}`, {
    subject: selector,
    advice: 'a filter looks like (platform=cisco_ios & !site=lab)',
  });
}
