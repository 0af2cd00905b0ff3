import type { Completion, CompletionQuestion, Completions } from './completion.ts';

const RESULT_PARTS: readonly (readonly [name: string, detail: string])[] = [
  ['text', 'the answer as the device gave it'],
  ['rows', 'the table as a list of objects'],
  ['table', 'columns and rows'],
  ['ok', 'it answered and did not refuse'],
  ['refusal', 'what the device said against it'],
  ['host', 'who answered'],
  ['platform', 'what it runs'],
  ['command', 'what was asked'],
  ['outcome', 'ok, refused or a question'],
  ['mode', 'where the device stands'],
  ['elapsedMs', 'how long it took'],
  ['startedAtMs', 'when it began'],
];
const RESULTS_PARTS: readonly (readonly [name: string, detail: string])[] = [
  ['rows', 'all rows, with host'],
  ['table', 'columns and rows of all'],
  ['text', 'the answers one below the other'],
  ['results', 'one for each host'],
  ['ok', 'all answered and none refused'],
  ['failed', 'who did not'],
  ['byHost', 'answers by name'],
  ['length', 'how many'],
  ['map', '(one) => …'],
  ['filter', '(one) => …'],
];

/** The parts of `r1.run('…').`: nothing is run to find them. */
export function completeResult(
  line: string,
  { cursor, vocabulary }: CompletionQuestion,
): Completions | undefined {
  const match = /([\w$\]'")]+)?\.?\brun\((?:'[^']*'|"[^"]*")\)\.(\w*)$/.exec(line);
  if (match === null) return undefined;
  const partial = match[2] ?? '';
  const parts = match[1] === 'all' ? RESULTS_PARTS : RESULT_PARTS;
  const items = [
    ...parts.map(([label, detail]): Completion => ({ label, kind: 'property', detail })),
    ...vocabulary.stages.map(
      ({ name, usage }): Completion => ({ label: name, kind: 'function', detail: usage }),
    ),
  ];
  return { from: cursor - partial.length, to: cursor, items };
}
