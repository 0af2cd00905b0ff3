import { elapsedText } from './block-about.ts';
import { fenced } from './block-markdown.ts';
import { plainLine, plainText, type ShownBlock } from './block-text.ts';
import { offsetTime } from './offset-time.ts';

/**
 * A block for a ticket: what anybody must know to believe it, a rule, then the device's words, all of it in one fence. Jira, Teams, Slack and
 * everything else that knows Markdown shows it in a fixed pitch and makes markup of nothing in it; ServiceNow, a mail or a terminal shows
 * the same lines as they are.
 */
export function blockTicket(block: ShownBlock): string {
  const { startedAtMs, elapsedMs } = block;
  const head: readonly (readonly [string, string])[] = [
    ['Host', plainLine(block.host)],
    ['Time', startedAtMs === undefined ? 'not known' : offsetTime(startedAtMs)],
    ['Mode', plainLine(block.mode)],
    ['Command', plainLine(block.command)],
    ['Took', elapsedMs === undefined ? '' : elapsedText(elapsedMs)],
    ['Outcome', OUTCOMES[block.outcome ?? 'unknown']],
  ];
  const rows = head.filter(([, value]) => value !== '');
  const text = plainText(block.text);
  const lines = [
    ...rows.map(([name, value]) => `${`${name}:`.padEnd(9)}${value}`),
    '-'.repeat(60),
    text === '' ? '(no output)' : text,
  ];
  return `${fenced(lines.join('\n'))}\n`;
}

const OUTCOMES = {
  ok: 'answered',
  refused: 'refused by the device',
  unfinished: 'cut off: the connection ended before the prompt was back',
  unknown: '',
} as const;
