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

  it('goes on behind something received elsewhere, which is read when somebody asks', () => {
    const log = new RawLog(70_000);
    log.append(Buffer.from('forgotten'));
    let reads = 0;
    log.continue({
      ...{ received: 1_000, kept: 12 },
      *pieces() {
        reads += 1;
        yield Buffer.from('before ');
        yield '── lost ──';
        yield Buffer.from('that ');
      },
    });
    log.append(Buffer.from('and after'));
    log.note('── now ──');
    expect([log.received, log.start, reads]).toEqual([1_009, 988, 0]);
    const texts = () =>
      [...log.pieces()].map((piece) =>
        typeof piece === 'string' ? piece : `${Buffer.from(piece)}`,
      );
    expect(texts()).toEqual(['before ', '── lost ──', 'that and after', '── now ──']);
    expect(texts()).toHaveLength(4);
    expect(Buffer.concat([...log.slice(1_000, 1_003)]).toString()).toBe('and');
    expect([log.start, reads]).toEqual([988, 1]);
  });

  it('keeps of what was received elsewhere no more than of its own', () => {
    const log = new RawLog(70_000);
    log.continue({ received: 500_000, kept: 200_000, pieces: () => [new Uint8Array(200_000)] });
    expect(log.start).toBe(430_000);
    log.append(new Uint8Array(60_000));
    const kept = [...log.parts()].reduce((sum, part) => sum + part.length, 0);
    expect(kept).toBeLessThanOrEqual(70_000);
    expect(log.start).toBe(560_000 - kept);
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
