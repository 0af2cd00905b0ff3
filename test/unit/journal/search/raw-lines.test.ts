import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLines } from '../../../../src/journal/search/plain-lines.ts';
import {
  candidatePattern,
  RawLines,
  wholeLength,
} from '../../../../src/journal/search/raw-lines.ts';
import type { SearchWord } from '../../../../src/journal/search/search-query.ts';
import { compileWord, isIn } from '../../../../src/journal/search/search-word.ts';

describe('the search in raw casts', () => {
  it('finds exactly the lines that a slow search over the whole decoded text finds', () => {
    fc.assert(
      fc.property(events, word, (pieces, wanted) => {
        expect(found(castOf(pieces), wanted)).toEqual(reference(pieces, wanted));
      }),
      { numRuns: 600 },
    );
  });

  it('finds a word that events tear, with markers and resizes between them', () => {
    const cast = [
      '{"version":2,"width":80,"height":24}',
      '[0.5, "o", "r1#sh"]',
      '[0.7, "m", "show secret"]',
      '[0.8, "r", "80x24"]',
      '[0.9, "o", "ow secret\\r\\nanswer\\r\\n"]',
      '',
    ].join('\n');
    expect(found(cast, text('show secret'))).toEqual(['r1#show secret']);
    expect(found(cast, text('80x24'))).toEqual([]);
    expect(found(cast, text('version'))).toEqual([]);
  });

  it('sees through colours within a word, and not what was drawn over', () => {
    const cast = castOf([
      [
        '\x1b[31mFa\x1b[1mst\x1b[0mEthernet0/1\r\n --More-- \b\b\b\b\b\b\b\b\b\b          \rnext\r\n',
      ],
    ]);
    expect(found(cast, text('fastethernet0/1'))).toEqual(['FastEthernet0/1']);
    expect(found(cast, text('More'))).toEqual([]);
    expect(found(cast, text('next'))).toHaveLength(1);
  });

  it('passes over a torn last line', () => {
    expect(found('[1.0, "o", "one\\r\\n"]\n[2.0, "o", "one and tw', text('one'))).toEqual(['one']);
  });

  it('is cut between whole lines where there are any', () => {
    const cast = castOf([['a\r\n'], ['b']]);
    expect(cast.slice(0, wholeLength(cast))).toMatch(/a\\r\\n"\]\n$/);
    expect(wholeLength('[1.0, "o", "no end')).toBe(0);
  });
});

const piece = fc.array(
  fc.oneof(
    fc.constantFrom(
      'bgp',
      'Bgp',
      'é',
      'É',
      'Σ',
      'σ',
      'ς',
      '語',
      '😀',
      '\r\n',
      '\n',
      '\r\r\n',
      '\n\r',
      '\r',
      '\t',
      '"',
      '\\',
      '\\n',
      '/',
    ),
    fc.constantFrom(
      '\x1b[31m',
      '\x1b[0m',
      '\x1b[K',
      '\b',
      '\x07',
      '\x7f',
      '\x9b',
      '\u202e',
      '\x1b]0;t\x07',
      ' ',
      'n',
      'u',
      'o',
    ),
    fc.string({ maxLength: 3 }),
  ),
  { maxLength: 8 },
);
/** Each list is the text of one event. */
const events = fc.array(piece, { maxLength: 8 });
const word: fc.Arbitrary<SearchWord> = fc.record({
  kind: fc.constant('text' as const),
  source: fc.oneof(
    fc.constantFrom(
      'bgp',
      'BGP',
      'é',
      'É',
      'σ',
      'ς',
      '語',
      '😀',
      '"',
      '\\',
      '\\n',
      'n',
      'u',
      'o',
      '/',
      '31m',
      'u001b',
      'bgpé',
    ),
    fc.string({ minLength: 1, maxLength: 2 }).filter((source) => !/[\x00-\x1f]/.test(source)),
  ),
  isExact: fc.boolean(),
});

function text(source: string): SearchWord {
  return { kind: 'text', source, isExact: /[A-Z]/.test(source) };
}

/** As the recorder writes it: what a terminal would act on is an escape. */
function castOf(pieces: readonly (readonly string[])[]): string {
  const lines = pieces.map((one, at) => {
    const data = JSON.stringify(one.join('')).replace(
      /[\x7f-\x9f\u202a-\u202e]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return `[${at / 10}, "o", ${data}]\n`;
  });
  return `{"version": 2, "width": 80, "height": 24, "title": "bgp é"}\n${lines.join('')}`;
}

function found(cast: string, wanted: SearchWord): string[] {
  const compiled = compileWord(wanted);
  const candidates = candidatePattern(compiled.raw);
  const slice = new RawLines(Buffer.from(cast).toString('latin1'), 0);
  const lines: string[] = [];
  candidates.lastIndex = 0;
  for (
    let match = candidates.exec(slice.text);
    match !== null;
    match = candidates.exec(slice.text)
  ) {
    const { line, next } = slice.lineAt(match.index);
    lines.push(...(line?.texts ?? []).filter((one) => isIn(compiled, one)));
    candidates.lastIndex = next;
  }
  return lines;
}

function reference(pieces: readonly (readonly string[])[], wanted: SearchWord): string[] {
  const whole = pieces.map((one) => one.join('')).join('');
  const compiled = compileWord(wanted);
  return whole
    .split('\n')
    .flatMap(plainLines)
    .filter((line) => isIn(compiled, line));
}
