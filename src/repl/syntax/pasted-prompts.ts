import type { Edit } from './text-edits.ts';

const FIRST = /^[ \t]*In ?\[\d+\]: ?/;
const PROMPT = /^[ \t]*(?:In ?\[\d+\]: ?|\.{3}:(?: |$))/;

/** Takes the prompts of a transcript off pasted lines (`In [3]: `, `   ...: `), where every line that holds something has one. */
export function promptEdits(source: string): Edit[] {
  if (!FIRST.test(source)) return [];
  const edits: Edit[] = [];
  let at = 0;
  for (const line of source.split('\n')) {
    const prompt = PROMPT.exec(line)?.[0];
    if (prompt !== undefined) edits.push({ at, remove: prompt.length, insert: '' });
    else if (line.trim() !== '') return [];
    at += line.length + 1;
  }
  return edits;
}
