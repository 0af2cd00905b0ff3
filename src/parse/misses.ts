import { statSync } from 'node:fs';
import { join } from 'node:path';
import { builtInParsers } from './library.ts';

/**
 * The commands that have no template, so that none of their answers needs to go to the worker again. A miss holds while the folders of
 * templates are as they were. Where a person has templates for a platform, nothing is remembered: they may just be writing one.
 */
export class Misses {
  readonly #options: MissesOptions;
  /** When each folder had last changed, by the command missed. */
  readonly #missed = new Map<string, string>();

  constructor(options: MissesOptions) {
    this.#options = options;
  }

  has(asked: Asked): boolean {
    const stamp = this.#missed.get(keyOf(asked));
    return stamp !== undefined && stamp === this.#stamp(asked.platform);
  }

  note(asked: Asked): void {
    const stamp = this.#stamp(asked.platform);
    if (stamp === undefined) return;
    if (this.#missed.size >= MAX_MISSES) this.#missed.clear();
    this.#missed.set(keyOf(asked), stamp);
  }

  #stamp(name: string): string | undefined {
    const { lineageOf, userFolder } = this.#options;
    const lineage = lineageOf(name);
    const isWritten = (platform: string): boolean =>
      userFolder !== undefined && changedMs(join(userFolder, platform)) !== undefined;
    if (lineage.some(isWritten)) return undefined;
    return lineage.map((platform) => changedMs(join(builtInParsers(), platform))).join();
  }
}

export interface MissesOptions {
  /** A platform's name, then those whose templates serve it too. */
  readonly lineageOf: (platform: string) => readonly string[];
  /** The person's own templates. */
  readonly userFolder: string | undefined;
}

interface Asked {
  readonly platform: string;
  readonly command: string;
}

const MAX_MISSES = 1_000;

function keyOf({ platform, command }: Asked): string {
  return `${platform} ${command}`;
}

/** Undefined where there is no such folder. */
function changedMs(folder: string): number | undefined {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  } catch {
    return undefined;
  }
}
