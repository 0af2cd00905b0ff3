import { describe, expect, it } from 'vitest';
import { STYLE_FLAGS } from '../../../../../src/export/html/player/page-data.ts';
import { styleCss } from '../../../../../src/export/html/player/style-css.ts';

describe('a style as CSS', () => {
  it('takes the 16 colours from the page, bright ones for bold text', () => {
    expect(styleCss([1, -1, 0])).toBe('color:var(--c1)');
    expect(styleCss([1, -1, STYLE_FLAGS.bold])).toBe('color:var(--c9);font-weight:700');
  });

  it('turns ink and paper round', () => {
    expect(styleCss([-1, -1, STYLE_FLAGS.inverse])).toBe(
      'color:var(--screen);background:var(--ink)',
    );
  });

  it('darkens other colours for a light page, until they can be read', () => {
    expect(styleCss([0x1000000 | 0xffff80, -1, 0])).toMatch(
      /^color:light-dark\(#[0-7].[0-7]...,#ffff80\)$/,
    );
    expect(styleCss([0x1000000 | 0x102030, -1, 0])).toBe('color:#102030');
  });

  it('knows the cube and the greys of 256 colours', () => {
    expect(styleCss([16, 231, 0])).toBe('color:#000000;background:#ffffff');
    expect(styleCss([232, 255, 0])).toBe('color:#080808;background:#eeeeee');
    expect(styleCss([208, 4, 0])).toBe('color:#ff8700;background:var(--c4)');
  });
});
