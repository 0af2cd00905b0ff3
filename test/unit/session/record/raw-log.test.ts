import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLog } from '../../../../src/session/record/raw-log.ts';

describe('the raw log', () => {
  it('keeps every byte in order until its bound, then the newest', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30_000 }), { maxLength: 12 }), (chunks) => {
        const log = new RawLog(70_000);
        for (const chunk of chunks) log.append(chunk);
        const all = Buffer.concat(chunks);
        const kept = Buffer.concat([...log.parts()]);
        expect(log.received).toBe(all.length);
        expect(log.start + kept.length).toBe(all.length);
        expect(kept.length).toBeLessThanOrEqual(70_000);
        expect(kept.equals(all.subarray(log.start))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('gives slices by offset, and our own lines where they were drawn', () => {
    const log = new RawLog();
    log.append(Buffer.from('one '));
    log.note('── lost ──');
    log.append(Buffer.from('two'));
    expect(Buffer.concat([...log.slice(2, 6)]).toString()).toBe('e tw');
    const pieces = [...log.pieces()].map((piece) =>
      typeof piece === 'string' ? piece : Buffer.from(piece).toString(),
    );
    expect(pieces).toEqual(['one ', '── lost ──', 'two']);
  });

  it('drops nothing below its bound', () => {
    const log = new RawLog(100_000);
    log.append(new Uint8Array(100_000));
    expect(log.start).toBe(0);
  });

  it('does not change when a chunk it was given is used again', () => {
    const log = new RawLog();
    const chunk = Buffer.from('abc');
    log.append(chunk);
    chunk.fill(0x78);
    expect(Buffer.concat([...log.parts()]).toString()).toBe('abc');
  });
});
