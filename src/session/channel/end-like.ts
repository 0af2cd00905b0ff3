import type { Prompt } from './prompt.ts';

/**
 * The end of a line that is a prompt as it was seen before; undefined for a line with another end. Numbers in it, but those of
 * the host's name, may be others: some prompts count, or tell the time.
 */
export function endLike(line: string, { text, host }: Prompt): string | undefined {
  if (line.endsWith(text)) return text;
  const around = host === undefined || host === '' ? [text] : text.split(host);
  if (!around.some((part) => /\d/.test(part))) return undefined;
  const counted = around.map((part) => literal(part).replaceAll(/\d+/g, '\\d{1,12}'));
  const end = new RegExp(`${counted.join(literal(host ?? ''))}$`);
  return end.exec(line.slice(-MOST_CHARS))?.[0];
}

const MOST_CHARS = 1_000;

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
