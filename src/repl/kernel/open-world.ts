import type { Fleet } from '../fleet/fleet.ts';
import type { Requests } from '../fleet/requests.ts';
import type { Cells } from './cells.ts';
import type { LiveDisplay } from './live-display.ts';
import { programOver } from './program.ts';
import type { World } from './world.ts';

interface WorldParts {
  readonly fleet: Fleet;
  readonly requests: Requests;
  readonly cells: Cells;
  readonly display: LiveDisplay;
  readonly print: (...values: readonly unknown[]) => void;
}

/** The REPL around stages and magics. */
export function openWorld({ fleet, requests, cells, display, print }: WorldParts): World {
  return {
    fleet,
    program: programOver(requests),
    targets: 'all',
    print,
    live: (options) => display.open(options),
    evaluate: (source, { file } = {}) => cells.evaluate(source, file),
    get inputs() {
      return cells.inputs;
    },
    get outputs() {
      return cells.outputs;
    },
    get number() {
      return cells.runningNumber;
    },
    get widthCols() {
      return cells.widthCols;
    },
    get signal() {
      return cells.signal;
    },
  };
}
