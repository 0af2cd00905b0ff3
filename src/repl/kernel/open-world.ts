import type { Fleet } from '../fleet/fleet.ts';
import type { Requests } from '../fleet/requests.ts';
import type { KernelFolders } from '../link/kernel-folders.ts';
import type { Cells } from './cells.ts';
import type { LiveDisplay } from './live-display.ts';
import type { Magics } from './magics.ts';
import type { PersonNames } from './person-names.ts';
import { programOver } from './program.ts';
import type { World } from './world.ts';

interface WorldParts {
  readonly fleet: Fleet;
  readonly requests: Requests;
  readonly cells: Cells;
  readonly display: LiveDisplay;
  readonly print: (...values: readonly unknown[]) => void;
  readonly magics: Magics;
  readonly names: PersonNames;
  readonly folders: KernelFolders | undefined;
}

/** The REPL around stages and magics. */
export function openWorld(parts: WorldParts): World {
  const { fleet, requests, cells, display, print, magics, names, folders } = parts;
  return {
    fleet,
    magics,
    folders,
    program: programOver(requests),
    targets: 'all',
    print,
    live: (options) => display.open(options),
    evaluate: (source, options) => cells.evaluate(source, options),
    forget: () => {
      const gone = names.forget();
      cells.forgetOutputs();
      fleet.placeAgain();
      return gone;
    },
    get names() {
      return names.list();
    },
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
