import { asShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { Platform } from '../platforms/platform.ts';
import { configSteps, lineCount } from '../session/operations/config-steps.ts';
import type { ReadyWork } from './run-work.ts';

/** What hosts would be told, for a person to look at, and whether all of them could be. Nothing is connected. */
export function previewOf(
  work: ReadyWork,
  hosts: readonly Host[],
  platformOf: (name: string) => Platform,
): { readonly text: string; readonly outcome: 'ok' | 'impossible' } {
  const problems: string[] = [];
  const rows = hosts.map((host) => [
    host.name,
    host.address,
    host.platform,
    ...tellOf(work, { platform: platformOf(host.platform), problems }),
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)));
  const list = rows.map((row) =>
    `  ${row.map((word, at) => word.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
  const count = hosts.length === 1 ? '1 host' : `${hosts.length} hosts`;
  const text = `${[`${count}, and nothing was sent:`, ...list, '', ...wordsOf(work)].join('\n')}\n`;
  return { text, outcome: problems.length === 0 ? 'ok' : 'impossible' };
}

/** What differs from host to host: how many of the lines its platform takes. */
function tellOf(
  work: ReadyWork,
  { platform, problems }: { readonly platform: Platform; readonly problems: string[] },
): readonly string[] {
  if (work.kind === 'command') return [];
  try {
    const lines = lineCount(configSteps(work.lines, platform));
    return [lines === 1 ? '1 line' : `${lines} lines`];
  } catch (thrown) {
    const { line } = asShowrunError(thrown);
    problems.push(line);
    return [line];
  }
}

function wordsOf(work: ReadyWork): readonly string[] {
  const inMode = work.in === undefined ? '' : ` in mode ${safe(work.in, 40)}`;
  if (work.kind === 'command') return [`command${inMode}: ${safe(work.command, 1_000)}`];
  const { lines, commit, save } = work;
  const width = String(lines.length).length;
  const numbered = lines.map(
    (line, at) => `  ${String(at + 1).padStart(width)}  ${safe(line, 1_000)}`,
  );
  const { comment, confirmed } = commit ?? {};
  const how = [
    ...(comment === undefined ? [] : [` with the comment '${safe(comment, 200)}'`]),
    ...(confirmed === undefined ? [] : [` to be confirmed within ${confirmed} min`]),
  ].join('');
  return [
    `configuration${inMode}:`,
    ...numbered.map((line) => line.trimEnd()),
    commit === undefined ? 'no commit' : `then a commit${how}, where the platform has them`,
    save ? 'then saved' : 'not saved',
  ];
}
