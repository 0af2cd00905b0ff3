import { types } from 'node:util';
import { isPending, pending } from '../values/pending.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { TableValue } from '../values/table-value.ts';
import { type Stage, StageError } from './stage.ts';
import type { World } from './world.ts';

/** All stages by name. They are at hand before the first cell runs, for they are methods of tables. */
export type Stages = ReadonlyMap<string, Stage>;

/** Runs a stage on a value: at once where it has arrived, else what comes is the value to come. */
export function runStage(
  { stages, world }: { readonly stages: Stages; readonly world: World },
  name: string,
  value: unknown,
  args: readonly unknown[],
): unknown {
  const stage = stages.get(name);
  if (stage === undefined) {
    throw new StageError(`there is no stage '${name}': there are ${[...stages.keys()].join(' ')}`);
  }
  if (isPending(value) || types.isPromise(value)) {
    const arrived = (async () => stage.run(await value, args, world))();
    return pending(arrived, name);
  }
  return stage.run(value, args, world);
}

/** Makes every stage a method of results and tables. What they have already by that name stays. */
export function installStages(stages: Stages, world: World): void {
  for (const { prototype } of [Result, Results, TableValue]) {
    for (const name of stages.keys()) {
      if (name in prototype || OWN.includes(name)) continue;
      Object.defineProperty(prototype, name, {
        value(this: unknown, ...args: unknown[]) {
          return runStage({ stages, world }, name, this, args);
        },
        configurable: true,
        writable: true,
      });
    }
  }
}

/** Properties that are values, not stages. */
const OWN = ['text', 'table'];
