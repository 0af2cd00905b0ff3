import { systemClock } from '../../core/clock.ts';
import { charsetOf } from '../chart/charset.ts';
import type { World } from '../kernel/world.ts';
import type { WatchParts } from './watch-parts.ts';

/** What a watch needs, of the REPL around the running cell. */
export function partsOfWorld(world: World): WatchParts {
  const { number, fleet, signal, widthCols } = world;
  return {
    ...{ fleet, signal, widthCols },
    clock: systemClock,
    charset: charsetOf(process.env),
    open: (options) => world.live(options),
    // A program without a screen has no bell; the watch ends all the same.
    notify: (text) => void world.program.ask('notify', { text }).catch(() => undefined),
    isRunning: () => world.number === number,
  };
}
