import type { Program } from 'acorn';
import { KERNEL_NAME } from './form-edits.ts';
import type { Edit } from './text-edits.ts';

/** `import(…)` in a cell is the kernel's own, which knows the current folder, TypeScript and changed files. */
export function dynamicImportEdits(program: Program, code: string): Edit[] {
  if (!/\bimport\b/.test(code)) return [];
  const edits: Edit[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one);
    } else if (typeof node === 'object' && node !== null && 'type' in node) {
      if (node.type === 'ImportExpression' && 'start' in node) {
        const insert = `${KERNEL_NAME}.import`;
        edits.push({ at: Number(node.start), remove: 'import'.length, insert });
      }
      for (const value of Object.values(node)) walk(value);
    }
  };
  walk(program.body);
  return edits;
}
