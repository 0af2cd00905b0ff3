import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedBlock } from '../../../../src/journal/recording.ts';
import { BlockPlaces } from '../../../../src/journal/search/block-places.ts';
import { CastFile } from '../../../../src/journal/search/cast-file.ts';
import { linesOf } from '../../../../src/journal/search/cast-search.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-places-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROMPT = 'r1#';

describe('whose a line of a cast is', () => {
  it('is told exactly, however commands and answers lie in events', () => {
    const line = fc.constantFrom('up', 'é 語', 'r1', '', '"q" \\n', '\ufffd x', 'tab\there');
    const piece = fc.record({
      answer: fc.array(line, { maxLength: 4 }),
      /** What comes at the prompt before the next command. */
      gap: fc.array(line, { maxLength: 2 }),
    });
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), cuts, (pieces, at) => {
        const { file, blocks } = castOf(pieces, at);
        const places = new BlockPlaces(file, blocks, 0);
        const search = {
          file,
          places,
          pause: () => undefined,
          bounded: <V>(work: () => V) => work(),
        };
        for (const [number, { answer, gap }] of pieces.entries()) {
          const told = (part: 'answer' | 'gap'): string[] =>
            [...linesOf(search, 'all', { owner: { at: number, part } })].flatMap(({ texts }) =>
              texts.map(({ text }) => text),
            );
          expect(told('answer')).toEqual(answer);
          expect(told('gap')).toEqual(gap);
        }
        file.close();
      }),
      { numRuns: 120 },
    );
  });
});

/** A cast whose output is cut into events at some bytes, and its blocks. */
function castOf(
  pieces: readonly { readonly answer: readonly string[]; readonly gap: readonly string[] }[],
  cuts: readonly number[],
): { readonly file: CastFile; readonly blocks: readonly RecordedBlock[] } {
  let text = `banner\r\n${PROMPT}`;
  const ranges: { from: number; to: number }[] = [];
  for (const { answer, gap } of pieces) {
    const from = Buffer.byteLength(text);
    text += `show\r\n${answer.map((line) => `${line}\r\n`).join('')}${PROMPT}`;
    ranges.push({ from, to: Buffer.byteLength(text) });
    if (gap.length > 0) text += `\r\n${gap.map((line) => `${line}\r\n`).join('')}${PROMPT}`;
  }
  const { cast, starts } = written(text, cuts);
  const path = join(folder, 'r1.cast');
  writeFileSync(path, cast);
  const blocks = ranges.map(({ from, to }, at): RecordedBlock => {
    const place = starts.findLast(({ bytes }) => bytes <= from) ?? { line: 0, bytes: 0 };
    const times = { startedAtMs: 0, elapsedMs: 0, atS: at, endS: at };
    const about = { session: 'r1', host: 'r1', platform: 'auto', mode: '', command: 'show' };
    const rest = { by: 'person', outcome: 'ok', number: at + 1 } as const;
    return { kind: 'block', ...about, ...times, ...rest, from, to, place };
  });
  return { file: new CastFile(path), blocks };
}

function written(text: string, cuts: readonly number[]) {
  const characters = [...text];
  const sorted = [...new Set(cuts.filter((cut) => cut > 0 && cut < characters.length))];
  const ends = [...sorted.sort((a, b) => a - b), characters.length];
  let cast = '{"version":2,"width":80,"height":24}\n';
  let bytes = 0;
  let from = 0;
  const starts: { line: number; bytes: number }[] = [];
  for (const [at, end] of ends.entries()) {
    const data = characters.slice(from, end).join('');
    starts.push({ line: Buffer.byteLength(cast), bytes });
    cast += `[${at}.5,"o",${JSON.stringify(data).replaceAll('\\t', '\\u0009')}]\n`;
    if (at % 3 === 1) cast += `[${at}.5,"m","show"]\n`;
    bytes += Buffer.byteLength(data);
    from = end;
  }
  return { cast, starts };
}
