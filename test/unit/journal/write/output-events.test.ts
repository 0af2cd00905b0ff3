import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castOf, outputOf, textsOf } from '../../../helpers/cast-of.ts';

describe('the output of a device in a cast', () => {
  it('gives back exactly its bytes, whatever they are and however they came', async () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => Buffer.from(text, 'utf8')),
      fc
        .constantFrom('\r\nr1#', '\x1b[31mé\u202e\u009b\x7f\u2028 €𝄞\r\n')
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 30 }), async (chunks) => {
        const cast = await castOf(chunks);
        expect(outputOf(cast).equals(Buffer.concat(chunks))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('gives back long streams of any bytes, cut anywhere', async () => {
    const random = Buffer.alloc(300_000, 'Grüße von r1, 10.0.0.1 \x1b[1m€𝄞\x1b[0m\r\n');
    for (let at = 0; at < random.length; at += 7) random[at] = (at * 2_654_435_761) >>> 24;
    const chunks: Buffer[] = [];
    for (let at = 0; at < random.length; at += 33_333) {
      chunks.push(random.subarray(at, at + 33_333));
    }
    expect(outputOf(await castOf(chunks)).equals(random)).toBe(true);
  });

  it('keeps a character whole that came in pieces', async () => {
    const bytes = Buffer.from('€𝄞é');
    const cast = await castOf([...bytes].map((byte) => Uint8Array.of(byte)));
    expect(textsOf(cast)).toEqual(['€', '𝄞', 'é']);
  });

  it('lists bytes that are no UTF-8, and half a character at the end', async () => {
    const cast = await castOf([
      Uint8Array.of(0x61, 0xff, 0x62, 0xe2, 0x82, 0x63),
      Uint8Array.of(0xe2),
    ]);
    expect(cast.map(({ code, data }) => [code, data])).toEqual([
      ['o', 'a\ufffdb\ufffdc'],
      ['b', '1:ff,5:e282'],
      ['o', '\ufffd'],
      ['b', '0:e2'],
    ]);
  });

  it('writes nothing a terminal would act on', async () => {
    const all = Buffer.from(
      Array.from({ length: 0x2100 }, (_, code) => String.fromCodePoint(code)).join(''),
    );
    const { text } = await castOf([all]).then((cast) => ({
      text: cast.map((one) => one.line).join(''),
    }));
    expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
  });

  it('ends the events of a flood where lines end, and waits for the rest of a line', async () => {
    const line = `${'x'.repeat(70)}\r\n`;
    const bulk = Buffer.from(line.repeat(600));
    const chunks = [bulk.subarray(0, 20_000), bulk.subarray(20_000)];
    for (const text of textsOf(await castOf(chunks))) expect(text.endsWith('\r\n')).toBe(true);
  });

  it('lets the echo of a key keep its own event', async () => {
    const cast = await castOf(['r1#', 's', 'h', '\r\nx\r\nr1#'].map((text) => Buffer.from(text)));
    expect(textsOf(cast)).toEqual(['r1#', 's', 'h', '\r\nx\r\nr1#']);
  });
});
