import { readFileSync } from 'node:fs';

/** The process group of a program that leads its session, and the one in the foreground of its terminal at this moment. */
export class ProcessGroups {
  readonly #leader: number;
  readonly #groups: ReadonlySet<number>;

  constructor(leader: number) {
    this.#leader = leader;
    this.#groups = new Set([leader, foregroundGroup(leader) ?? leader]);
  }

  /** To the groups; a program just started has none yet, so to itself then. */
  hangUp(): void {
    if (!this.signal('SIGHUP')) kill(this.#leader, 'SIGHUP');
  }

  /** False where nobody is left in any of the groups. */
  signal(signal: NodeJS.Signals | 0): boolean {
    return [...this.#groups].map((group) => kill(-group, signal)).includes(true);
  }

  areAlive(): boolean {
    return this.signal(0);
  }
}

function kill(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
}

/** proc(5): the eighth field, counted from behind the name in brackets, which may hold anything. Known on Linux only. */
function foregroundGroup(leader: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${leader}/stat`, 'latin1');
    const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[5]);
    return group > 1 ? group : undefined;
  } catch {
    return undefined;
  }
}
