import { configText, isConfigResult } from '../core/config-result.ts';
import type { Result } from '../core/result.ts';
import { safe, safeLines } from '../core/safe.ts';
import type { HostAnswer } from '../session/fan-out.ts';
import type { ConfigProgress } from '../session/operations/push-config.ts';

export interface RunProgress {
  /** A host has taken a line of a configuration. */
  moved(progress: ConfigProgress): void;
  done(answer: HostAnswer): void;
  end(): void;
}

/** What goes to stderr: on a terminal one line that counts; in a log one line for each failure. */
export function runProgress(total: number): RunProgress {
  const isTerminal = process.stderr.isTTY === true;
  let done = 0;
  let failed = 0;
  let at = '';
  const say = (line: string): void => {
    process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${safeLines(line)}\n`);
  };
  const show = (): void => {
    if (!isTerminal) return;
    const failures = failed === 0 ? '' : `, ${failed} failed`;
    const line = safe(
      `${done} of ${total} hosts${failures}${at}`,
      (process.stderr.columns || 80) - 1,
    );
    process.stderr.write(`\r\x1b[K${line}`);
  };
  show();
  return {
    moved: ({ host, sent, total: lines }) => {
      at = ` · ${host} ${sent}/${lines} lines`;
      show();
    },
    done: (answer) => {
      done++;
      at = '';
      const words = failureOf(answer);
      if (words !== undefined) {
        failed++;
        say(words);
      }
      show();
    },
    end: () => {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function failureOf(answer: HostAnswer): string | undefined {
  if (answer.status === 'failed') {
    const { host, error } = answer;
    return error.line.startsWith(host) ? error.line : `${host}: ${error.line}`;
  }
  return answer.result.outcome === 'refused' ? refusalOf(answer.result) : undefined;
}

/** The device's own words: in one line for a command, as they stood there for a line of a configuration. */
function refusalOf(result: Result): string {
  const { host, command, text } = result;
  if (isConfigResult(result)) return `${host}: ${configText(result)}`;
  const words = text.split('\n').find((line) => /\w/.test(line)) ?? '';
  return `${host} refused '${safe(command, 80)}': ${safe(words.trim(), 200)}`;
}
