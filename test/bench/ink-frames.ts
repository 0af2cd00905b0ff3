import { Writable } from 'node:stream';
import type { Figure } from './row.ts';

const FRAMES = 20;

/** Processor time of a frame when Ink itself prints four panes of text, as a program on Ink alone would. */
export async function inkFrames(size: { cols: number; rows: number }): Promise<Figure> {
  // React decides when it is loaded whether it is the slow development one.
  process.env['NODE_ENV'] = 'production';
  const { createElement } = await import('react');
  const { Box, render, Text } = await import('ink');
  const pane = (frame: number, i: number) =>
    createElement(
      Box,
      { key: i, width: size.cols / 2, height: size.rows / 2, flexDirection: 'column' },
      Array.from({ length: size.rows / 2 }, (_, y) =>
        createElement(Text, { key: y, color: 'green' }, `${frame * y * 7_919} `.repeat(9)),
      ),
    );
  const screen = (frame: number) =>
    createElement(
      Box,
      { width: size.cols, height: size.rows, flexWrap: 'wrap' },
      [0, 1, 2, 3].map((i) => pane(frame, i)),
    );
  const stdout = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), {
    columns: size.cols,
    rows: size.rows,
    isTTY: true,
  }) as unknown as NodeJS.WriteStream;
  const app = render(screen(0), { stdout, debug: true, patchConsole: false, exitOnCtrlC: false });
  for (let frame = 1; frame <= 5; frame++) app.rerender(screen(frame));
  const before = process.cpuUsage();
  for (let frame = 6; frame < 6 + FRAMES; frame++) app.rerender(screen(frame));
  const used = process.cpuUsage(before);
  app.unmount();
  return { median: (used.user + used.system) / 1_000 / FRAMES };
}
