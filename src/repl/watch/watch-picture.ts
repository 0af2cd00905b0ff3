import type { Table } from '../../core/table/table.ts';
import type { Charset } from '../chart/charset.ts';
import { chartPlan } from '../chart/chart-table.ts';
import type { ChartWish } from '../chart/chart-words.ts';
import { drawChart } from '../chart/draw-chart.ts';
import { muted, type PaintedLine } from '../chart/painted.ts';
import { drawSighting } from './draw-sighting.ts';
import { drawText } from './draw-text.ts';
import type { Sighting } from './sighting.ts';
import type { Widths } from './watch-columns.ts';

/** What a watch has to show now. */
export type Scene =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sighting'; readonly sighting: Sighting }
  | { readonly kind: 'chart'; readonly wish: ChartWish; readonly samples: Table }
  | { readonly kind: 'text'; readonly text: string; readonly before: string | undefined };

/** The picture of it, in so many columns and rows. */
export function drawScene(
  scene: Scene,
  paper: {
    readonly cols: number;
    readonly rows: number;
    readonly charset: Charset;
    readonly widths: Widths;
  },
): PaintedLine[] {
  switch (scene.kind) {
    case 'nothing':
      return [[muted('waiting for the first answer')]];
    case 'sighting':
      return drawSighting(scene.sighting, paper);
    case 'text':
      return drawText(scene.text, scene.before, paper);
    case 'chart':
      return chartLines(scene, paper);
  }
}

/** A counter has no rate before its second answer. */
function chartLines(
  { wish, samples }: Extract<Scene, { kind: 'chart' }>,
  paper: { readonly cols: number; readonly rows: number; readonly charset: Charset },
): PaintedLine[] {
  const isTooEarly = wish.y?.some(
    (name) =>
      /_rate$/i.test(name) &&
      !samples.columns.some((column) => column.toLowerCase().startsWith(name.toLowerCase())),
  );
  if (isTooEarly) return [[muted('a rate takes two answers in which its counter has counted')]];
  return drawChart(chartPlan(samples, wish), { ...paper, rows: Math.max(6, paper.rows) });
}
