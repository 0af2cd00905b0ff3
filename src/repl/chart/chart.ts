import { inspect } from 'node:util';
import { charsetOf } from './charset.ts';
import type { ChartPlan } from './chart-table.ts';
import { drawChart } from './draw-chart.ts';
import { paintedText, plainText } from './painted.ts';

const USUAL_COLS = 100;

/** A chart as a cell's value: it is drawn as wide as there is room, when it is shown. */
export class Chart {
  readonly #plan: ChartPlan;

  constructor(plan: ChartPlan) {
    this.#plan = plan;
    Object.freeze(this);
  }

  get kind(): ChartPlan['kind'] {
    return this.#plan.kind;
  }

  /** The picture without colours, for files and tickets. */
  get text(): string {
    return plainText(drawChart(this.#plan, { cols: USUAL_COLS, charset: charsetOf(process.env) }));
  }

  /** The picture for a width, with colours. `rows` is its height where nobody has said one. */
  drawn(cols: number, rows?: number): string {
    const charset = charsetOf(process.env);
    return paintedText(
      drawChart(this.#plan, { cols, charset, ...(rows === undefined ? {} : { rows }) }),
    );
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return this.drawn(USUAL_COLS);
  }
}
