import type { Result } from './result.ts';

/** What pushing configuration lines gave on one host: a Result whose text is the device's words to all of them. */
export interface ConfigResult extends Result {
  /** Lines the device took, of `total` that are not blank and no comment. */
  readonly sent: number;
  readonly total: number;
  /** The line the device did not take; none was sent after it. */
  readonly refusal: ConfigRefusal | undefined;
  /** `candidate`: the lines wait for a commit. */
  readonly state: 'running' | 'candidate' | 'dropped';
  /** What was done to keep the lines, where that was asked for: `committed`, `saved`. */
  readonly kept?: readonly string[];
  /** What was to keep them and was refused. */
  readonly keepRefusal?: { readonly command: string; readonly words: string };
}

export interface ConfigRefusal {
  readonly line: string;
  /** One-based, among the lines given. */
  readonly number: number;
  /** The device's words. */
  readonly words: string;
  /** The prompt the line was typed at, so that a caret among the words points where the device meant it. */
  readonly prompt: string;
}

/** Whether a result is of configuration lines. */
export function isConfigResult(result: Result): result is ConfigResult {
  return 'sent' in result && 'total' in result && 'state' in result;
}

/** How it went, over several lines where a line was refused: that line as it stood on the screen, and the device's words. */
export function configText(result: ConfigResult): string {
  const { sent, total, refusal, state, keepRefusal } = result;
  if (keepRefusal !== undefined) {
    const words = keepRefusal.words.split('\n').filter((line) => line.trim() !== '');
    return [linesTaken(result), ...words.map((line) => `  ${line}`)].join('\n');
  }
  if (refusal === undefined) return configLine(result);
  const dropped = state === 'dropped' ? ', all dropped' : '';
  const words = refusal.words.split('\n').filter((line) => line.trim() !== '');
  return [
    `${sent} of ${total} lines${dropped}; line ${refusal.number} was refused`,
    `  ${refusal.prompt}${refusal.line}`,
    ...words.map((line) => `  ${line}`),
  ].join('\n');
}

/** It in one line: `3 lines`, or where it stopped and why. */
export function configLine(result: ConfigResult): string {
  const { sent, total, refusal, state, keepRefusal } = result;
  if (refusal === undefined) {
    const words = keepRefusal?.words.replace(/\s+/g, ' ').trim() ?? '';
    return keepRefusal === undefined ? linesTaken(result) : `${linesTaken(result)}: ${words}`;
  }
  const words = refusal.words.replace(/\s+/g, ' ').trim();
  const dropped = state === 'dropped' ? ', all dropped' : '';
  return `${sent} of ${total} lines${dropped}; line ${refusal.number} '${refusal.line.trim()}' was refused: ${words}`;
}

function linesTaken({ total, state, kept = [], keepRefusal }: ConfigResult): string {
  const lines = total === 1 ? '1 line' : `${total} lines`;
  const dropped = state === 'dropped' ? ', all dropped' : '';
  if (keepRefusal !== undefined) {
    return `${[lines, ...kept].join(', ')}${dropped}; '${keepRefusal.command}' was refused`;
  }
  return [lines, ...kept, ...(state === 'candidate' ? ['to be committed'] : [])].join(', ');
}
