import type { Fleet } from '../fleet/fleet.ts';
import type { Requests } from '../fleet/requests.ts';
import { commandWord } from './command-word.ts';
import { helpOn } from './help-on.ts';
import type { Magics } from './magics.ts';
import type { CellModules } from './modules.ts';
import { runShell } from './shell.ts';
import { StageError } from './stage.ts';
import { runStage, type Stages } from './stages.ts';
import type { World } from './world.ts';

/** What line forms become calls of: `$showrun` in a cell's world. */
export interface CellCalls {
  readonly import: CellModules['import'];
  /** Settles when no command is under way. */
  idle(): Promise<void>;
  /** `@selector command; command`; an empty selector is the current targets. */
  run(selector: string, commands: readonly string[]): unknown;
  /** A value that is given to a stage: `from(value).to('where', 6, 'a > 1')`; 6 is where the text begins behind the stage's place. */
  from(value: unknown): { to(name: string, gap: number, ...args: readonly unknown[]): unknown };
  /** A form alone in its line shows what it gives. */
  show(value: unknown): void;
  stage(value: unknown, name: string, ...args: readonly unknown[]): unknown;
  magic(name: string, args: string, body?: string): Promise<unknown>;
  shell(command: string, wanted: 'value' | 'shown', values?: readonly unknown[]): Promise<unknown>;
  /** A value as a word of a command: `${name}`. */
  word(value: unknown): string;
  help(name: string, read: (() => unknown) | undefined, detail?: 'detailed'): unknown;
}

export interface CallParts {
  readonly modules: CellModules;
  readonly fleet: Fleet;
  readonly requests: Requests;
  readonly world: World;
  readonly stages: Stages;
  readonly magics: Magics;
}

export function cellCalls(parts: CallParts): CellCalls {
  const { requests, world, stages, magics } = parts;
  const stage: CellCalls['stage'] = (value, name, ...args) =>
    runStage({ stages, world }, name, value, args);
  return Object.freeze<CellCalls>({
    import: parts.modules.import,
    idle: () => requests.idle(),
    run: (selector, commands) => runLine(parts, selector, commands),
    from: (value) => ({
      to: (name, gap, ...args) => placed(gap, () => stage(value, name, ...args)),
    }),
    show: (value) => {
      if (value !== undefined) world.print(value);
    },
    stage,
    magic: (name, args, body) =>
      magics.run({ name, args, ...(body === undefined ? {} : { body }) }, world),
    shell: (command, wanted, values = []) =>
      runShell(command, { world, wanted, values: values.map(commandWord) }),
    word: commandWord,
    help: (name, read, detail) => helpOn(parts, { name, read, isDetailed: detail === 'detailed' }),
  });
}

/** Commands go to each host in their order; hosts do not wait for each other. */
function runLine({ fleet, world }: CallParts, selector: string, commands: readonly string[]) {
  const [first = '', ...others] = commands;
  const chosen = selector === '' ? world.targets : selector;
  return fleet.run(chosen, others.length === 0 ? first : commands);
}

/** Errors about a stage's text say where in it; from its call's place that is so many columns on. */
function placed(gap: number, run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof StageError && thrown.offset !== undefined) {
      Object.assign(thrown, { columnsOn: gap + thrown.offset });
    }
    throw thrown;
  }
}
