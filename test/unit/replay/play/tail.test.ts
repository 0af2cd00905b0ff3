import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Tail } from '../../../../src/replay/play/tail.ts';
import { said } from '../../../helpers/array-recording.ts';

it('is the end of all that went by, not much more than is looked at', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 30_000 }), { maxLength: 30 }), (chunks) => {
      const tail = new Tail();
      for (const chunk of chunks) tail.add({ ...said(0, chunk), place: 0 });
      const all = Buffer.concat(chunks);
      const kept = Buffer.concat(tail.parts());
      expect(all.subarray(all.length - kept.length).equals(kept)).toBe(true);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(all.length, 16_384));
      expect(kept.length).toBeLessThan(16_384 + 30_000);
    }),
    { numRuns: 50 },
  );
});
