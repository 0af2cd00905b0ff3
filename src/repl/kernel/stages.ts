import { types } from 'node:util';
import { closest } from '../../core/closest.ts';
import { document } from '../help/help.ts';
import { againOf, remembered } from '../values/again.ts';
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
    const names = [...stages.keys()];
    const meant = closest(name, names);
    const instead = meant === undefined ? `there are ${names.join(' ')}` : `did you mean ${meant}?`;
    throw new StageError(`there is no stage '${name}': ${instead}`);
  }
  if (isPending(value) || types.isPromise(value)) {
    const arrived = (async () => runArrived({ stage, world }, await value, args))();
    return pending(arrived, name);
  }
  return runArrived({ stage, world }, value, args);
}

/** What a stage gives of what can be asked again can be asked again, too. */
function runArrived(
  { stage, world }: { readonly stage: Stage; readonly world: World },
  value: unknown,
  args: readonly unknown[],
): unknown {
  const given = stage.run(value, args, world);
  const ask = againOf(value);
  if (ask === undefined || types.isPromise(given) || isPending(given)) return given;
  return remembered(given, async () => runArrived({ stage, world }, await ask(), args));
}

/** Makes every stage a method of results and tables. What they have already by that name stays. */
export function installStages(stages: Stages, world: World): void {
  for (const [name, stage] of stages) {
    const method = function (this: unknown, ...args: unknown[]): unknown {
      return runStage({ stages, world }, name, this, args);
    };
    Object.defineProperty(method, 'name', { value: name });
    document(method, stage.usage, stage.summary, ...stage.examples);
    for (const { prototype } of [Result, Results, TableValue]) {
      if (name in prototype || OWN.includes(name)) continue;
      Object.defineProperty(prototype, name, { value: method, configurable: true, writable: true });
    }
  }
}

/** Properties that are values, not stages. */
const OWN = ['text', 'table'];
