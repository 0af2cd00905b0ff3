import { KERNEL_NAME } from './selector-lines.ts';
import type { Edit } from './text-edits.ts';

const HELP_LINE =
  /^(\s*)([\p{ID_Start}$_][\p{ID_Continue}$.]*(?:\[(?:'[^']*'|"[^"]*"|\d+)\])?)\?\s*$/u;

/** `name?` alone in a cell shows what `name` is. */
export function helpLineEdits(source: string): Edit[] {
  const match = HELP_LINE.exec(source);
  if (match === null) return [];
  const at = match[1]?.length ?? 0;
  const name = match[2] ?? '';
  const insert = `${KERNEL_NAME}.help(${JSON.stringify(name)}, () => ${name})`;
  return [{ at, remove: source.length - at, insert }];
}
