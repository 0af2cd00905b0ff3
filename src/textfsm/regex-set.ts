import {
  type CharacterSet,
  RegexError,
  type RegexNode,
  type SetItem,
  type Shorthand,
} from './regex-node.ts';
import type { RegexReader } from './regex-reader.ts';

interface EscapeContext {
  readonly ignoreCase: boolean;
  /** Groups that are complete, which a backreference may name. */
  readonly closed: ReadonlySet<number>;
}

/** What follows a backslash outside a character set. */
export function readEscape(reader: RegexReader, context: EscapeContext): RegexNode {
  const { ignoreCase } = context;
  const sign = reader.source[reader.at];
  if (sign === 'A' || sign === 'Z' || sign === 'b' || sign === 'B') {
    reader.at++;
    if (sign === 'A') return { type: 'start' };
    if (sign === 'Z') return { type: 'end' };
    return { type: 'boundary', negated: sign === 'B' };
  }
  if (isShorthand(sign)) {
    reader.at++;
    return { type: 'set', items: [{ shorthand: sign }], negated: false, ignoreCase: false };
  }
  // Three octal digits, or a leading zero, are a character; other digits name a group.
  const isOctal = /(?:0|[1-3][0-7][0-7])/y;
  isOctal.lastIndex = reader.at;
  if (sign !== undefined && sign >= '1' && sign <= '9' && !isOctal.test(reader.source)) {
    const index = Number(reader.matched(/\d\d?/y));
    if (!context.closed.has(index)) throw new RegexError(`no group ${index} to refer back to`);
    return { type: 'back', index, ignoreCase };
  }
  return { type: 'char', code: readEscapedCode(reader), ignoreCase };
}

/** A character set, after its opening bracket. A `]` in the first place and any `[` are plain characters. */
export function readSet(reader: RegexReader, ignoreCase: boolean): CharacterSet {
  const negated = reader.take('^');
  const items: SetItem[] = [];
  while (items.length === 0 || !reader.take(']')) {
    if (reader.atEnd) throw new RegexError('missing ] after a character set');
    items.push(readSetItem(reader));
  }
  return { type: 'set', items, negated, ignoreCase };
}

function readSetItem(reader: RegexReader): SetItem {
  const first = readSetMember(reader);
  if (!reader.sees('-') || reader.source[reader.at + 1] === ']') return first;
  reader.at++;
  if (reader.atEnd) throw new RegexError('missing ] after a character set');
  const last = readSetMember(reader);
  if ('shorthand' in first || 'shorthand' in last || first.from > last.from) {
    throw new RegexError('bad character range in a set');
  }
  return { from: first.from, to: last.from };
}

function readSetMember(reader: RegexReader): SetItem {
  if (!reader.take('\\')) return one(reader.codePoint());
  const sign = reader.source[reader.at];
  if (isShorthand(sign)) {
    reader.at++;
    return { shorthand: sign };
  }
  if (reader.take('b')) return one(0x08);
  return one(readEscapedCode(reader));
}

function one(code: number): SetItem & { readonly from: number } {
  return { from: code, to: code };
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The code point an escape stands for. Letters without a meaning are an error, as in Python. */
function readEscapedCode(reader: RegexReader): number {
  const octal = reader.matched(/0[0-7]{0,2}|[1-3][0-7]{2}/y);
  if (octal !== '') return Number.parseInt(octal, 8);
  if (reader.atEnd) throw new RegexError('a backslash at the end');
  const code = reader.codePoint();
  const sign = String.fromCodePoint(code);
  const digits = HEX_DIGITS[sign];
  if (digits !== undefined) {
    const hex = reader.matched(new RegExp(`[0-9a-fA-F]{${digits}}`, 'y'));
    const value = Number.parseInt(hex, 16);
    if (hex === '' || value > 0x10ffff) throw new RegexError(`incomplete escape \\${sign}`);
    return value;
  }
  const control = CONTROLS[sign];
  if (control !== undefined) return control;
  if (/[a-zA-Z0-9]/.test(sign)) throw new RegexError(`bad escape \\${sign}`);
  return code;
}

function isShorthand(sign: string | undefined): sign is Shorthand {
  return sign !== undefined && 'dDwWsS'.includes(sign) && sign !== '';
}
