/** Where an event's line begins in the file, and how many bytes of output were before it. */
export interface Place {
  readonly line: number;
  readonly bytes: number;
}

const MOST_RECENT = 512;
const STEP_BYTES = 64 * 1024;
const MOST_STEPS = 1_024;

/**
 * Where events begin, to find the one at which to begin reading for a byte of output: the latest ones exactly, older ones in steps that get wider
 * as the file grows.
 */
export class Places {
  #recent: Place[] = [];
  #steps: Place[] = [];
  #stepBytes = STEP_BYTES;

  add(place: Place): void {
    this.#recent.push(place);
    if (this.#recent.length >= 2 * MOST_RECENT) this.#recent = this.#recent.slice(-MOST_RECENT);
    const last = this.#steps.at(-1);
    if (last !== undefined && place.bytes - last.bytes < this.#stepBytes) return;
    this.#steps.push(place);
    if (this.#steps.length < MOST_STEPS) return;
    this.#steps = this.#steps.filter((_place, at) => at % 2 === 0);
    this.#stepBytes *= 2;
  }

  /** The latest event that begins at or before a byte; undefined where none does. */
  before(bytes: number): Place | undefined {
    return latestBefore(this.#recent, bytes) ?? latestBefore(this.#steps, bytes);
  }

  /** The file ends at this offset again: what lay behind is gone. */
  cut(end: number): void {
    this.#recent = this.#recent.filter(({ line }) => line < end);
    this.#steps = this.#steps.filter(({ line }) => line < end);
  }
}

function latestBefore(places: readonly Place[], bytes: number): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.bytes ?? 0) <= bytes) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}
