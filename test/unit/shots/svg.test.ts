import { describe, expect, it } from 'vitest';
import { TerminalScreen } from '../../helpers/terminal-screen.ts';
import { screenSvg } from '../../shots/svg.ts';

const COLUMN = 8.4;
const PADDING = 12;

describe('a screen as a picture', () => {
  it('puts every word at its own column, with its exact width', async () => {
    const svg = await drawn('up   down');
    expect(svg).toContain(`<text x="${PADDING}" y="47.2" textLength="16.8"`);
    expect(svg).toContain(`<text x="${PADDING + 5 * COLUMN}" y="47.2" textLength="33.6"`);
  });

  it('escapes what XML would read as markup', async () => {
    const svg = await drawn('a<b>&"c"');
    expect(svg).toContain('>a&lt;b&gt;&amp;&quot;c&quot;</text>');
  });

  it('keeps colours, weight and underline, and inverts the cursor', async () => {
    const svg = await drawn('\x1b[1;4;38;2;1;2;3mred\x1b[0m');
    expect(svg).toMatch(/fill="#010203" font-weight="700" text-decoration="underline">red<\/text>/);
    expect(svg).toContain(`<rect x="${PADDING + 3 * COLUMN}" y="34" width="8.6"`);
  });

  it('draws frames as shapes, not with a font', async () => {
    const svg = await drawn('╭─┼▄ x');
    expect(svg.match(/<path d="M/g)).toHaveLength(4);
    expect(svg).not.toContain('╭');
    expect(svg).toContain('>x</text>');
  });

  it('gives a wide character two columns', async () => {
    const svg = await drawn('\x1b[?25l你a');
    expect(svg).toContain(
      `<text x="${PADDING}" y="47.2" textLength="16.8" lengthAdjust="spacingAndGlyphs">你<`,
    );
    expect(svg).toContain(`<text x="${PADDING + 2 * COLUMN}"`);
  });
});

async function drawn(bytes: string): Promise<string> {
  const screen = new TerminalScreen({ cols: 20, rows: 2 }, () => undefined);
  screen.write(Buffer.from(bytes));
  await new Promise<void>((resolve) => screen.flushed(resolve));
  const svg = screenSvg(screen, 'test');
  screen.dispose();
  return svg;
}
