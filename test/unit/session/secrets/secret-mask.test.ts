import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretMask } from '../../../../src/session/secrets/secret-mask.ts';

function shown(secret: string, chunks: readonly string[]): string {
  const mask = new SecretMask();
  mask.arm(secret);
  return chunks.map((chunk) => Buffer.from(mask.filter(Buffer.from(chunk))).toString()).join('');
}

describe('the mask over a secret', () => {
  it('hides its echo however it is cut, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', 'c') }),
        fc.string({ unit: fc.constantFrom('\r', '\n', 'x', '#') }),
        fc.integer({ min: 0, max: 20 }),
        (secret, rest, cut) => {
          const said = `${secret}${rest}`;
          const chunks = [said.slice(0, cut), said.slice(cut)];
          expect(shown(secret, chunks)).toBe(`${'*'.repeat(secret.length)}${rest}`);
        },
      ),
    );
  });

  it('lets everything pass that does not begin like it', () => {
    expect(shown('hush', ['\r\nr1> hush'])).toBe('\r\nr1> hush');
    expect(shown('', ['hush'])).toBe('hush');
  });
});
