import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, freeFileName } from '../../../../src/journal/write/file-name.ts';

describe('the name of a file made of a session', () => {
  it('is one harmless component, whatever the session is called', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 300 }), (codes) => {
        const name = fileNameOf(String.fromCodePoint(...codes));
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,79}$/);
        expect(name.endsWith('.')).toBe(false);
      }),
    );
  });

  it.each([
    ['r1.2', 'r1.2'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b', 'a-b'],
    ['Zürich', 'Zurich'],
    ['🦊', 'unnamed'],
    ['', 'unnamed'],
    ['CON', 'CON_'],
    ['nul.cast', 'nul-cast_'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('makes %j %j', (text, name) => {
    expect(fileNameOf(text)).toBe(name);
  });

  it('is another one where it is taken, in whatever case', () => {
    expect(freeFileName('R1', new Set(['r1', 'r1-2']))).toBe('R1-3');
  });
});
