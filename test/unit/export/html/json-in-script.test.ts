import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonInScript } from '../../../../src/export/html/json-in-script.ts';

describe('JSON in a script element', () => {
  it('cannot end the element, begin a comment or turn the reading direction', () => {
    const json = jsonInScript(['</script><!-- <script>', '\u2028\u2029\u202e\x7f\x9b&']);
    expect(json).toMatch(/^[ -~]*$/);
    expect(json).not.toMatch(/[<>&]/);
  });

  it('reads back the same, whatever the text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, (one) => {
        const json = jsonInScript({ one });
        expect(JSON.parse(json)).toEqual({ one });
        expect(json).not.toContain('<');
      }),
    );
  });
});
