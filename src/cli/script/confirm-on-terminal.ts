import { ShowrunError } from '../../core/errors.ts';
import { safe, safeLines } from '../../core/safe.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import { askLine } from '../terminal-asker.ts';

/** Asks for a yes on the terminal the script was started from. Without one, and without `--yes`, it is refused. */
export function confirmOnTerminal(confirms: 'yes' | 'asks'): ProgramService<'confirm'> {
  return async (asked, signal) => {
    if (confirms === 'yes') return true;
    const { title, lines, yes } = Object(asked);
    const texts = Array.isArray(lines) ? lines.map((line) => safeLines(String(line))) : [];
    const question = `${[safe(String(title), 200), ...texts].join('\n')}\nyes ${safe(String(yes), 60)}: `;
    const answer = await askLine({ question, echo: true, signal });
    if (answer === undefined) {
      const message = `nobody is there to say yes to '${safe(String(title), 200)}'`;
      throw new ShowrunError('needs-person', message, { advice: '--yes says it' });
    }
    return answer.trim().toLowerCase() === 'yes';
  };
}
