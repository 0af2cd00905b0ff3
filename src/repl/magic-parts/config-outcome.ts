import { type ConfigResult, isConfigResult } from '../../core/config-result.ts';
import type { HostAnswer } from '../link/backend.ts';

/** One host's answer to a configuration, as a row. What refused it keeps the device's words on one line. */
export function outcomeRow(answer: HostAnswer) {
  if (answer.status === 'failed') {
    const { message, advice } = answer.error;
    const line = advice === '' ? message : `${message}: ${advice}`;
    return { host: answer.host, ...NOTHING, outcome: 'failed', refusal: line };
  }
  const { result } = answer;
  const { host, outcome } = result;
  if (!isConfigResult(result)) return { host, ...NOTHING, outcome, refusal: '' };
  const { sent, total } = result;
  return { host, outcome, sent, total, state: stateOf(result), refusal: refusalOf(result) };
}

const NOTHING = { sent: null, total: null, state: '' };

function stateOf({ state, kept = [] }: ConfigResult): string {
  return [state, ...kept].join(', ');
}

function refusalOf({ refusal, keepRefusal }: ConfigResult): string {
  if (refusal !== undefined) {
    return `line ${refusal.number} '${refusal.line.trim()}': ${inOneLine(refusal.words)}`;
  }
  return keepRefusal === undefined
    ? ''
    : `'${keepRefusal.command}': ${inOneLine(keepRefusal.words)}`;
}

/** A caret that points into the line above points nowhere here. */
function inOneLine(words: string): string {
  return words
    .replace(/^\s*\^\s*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
