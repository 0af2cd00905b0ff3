import type { World } from '../kernel/world.ts';
import type { ColumnRules } from './ignored-columns.ts';

const KNOWN = new WeakMap<World['program'], ColumnRules>();

/** What the program last told of columns to ignore; nothing before it was asked. */
export function rememberedRules({ program }: Pick<World, 'program'>): ColumnRules {
  return KNOWN.get(program) ?? {};
}

/** The program tells of a change. */
export function rememberRules({ program }: Pick<World, 'program'>, rules: ColumnRules): void {
  KNOWN.set(program, rules);
}

/** Asks the program for what the person has said of columns. A program that keeps none has none. */
export async function askRules({ program }: Pick<World, 'program'>): Promise<ColumnRules> {
  const rules = await program.ask('column-rules', {}).catch((): ColumnRules => ({}));
  KNOWN.set(program, rules);
  return rules;
}
