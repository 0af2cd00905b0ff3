import { safe } from '../../core/safe.ts';
import type { HostProgress } from '../../repl/link/backend.ts';

/** What goes to stderr while hosts are asked: on a terminal one line that counts; in a log one line for each host that was lost. */
export function takeProgress(total: number): {
  moved(progress: HostProgress): void;
  end(): void;
} {
  const isTerminal = process.stderr.isTTY === true;
  const busy = new Set<string>();
  const done = new Set<string>();
  const show = (): void => {
    if (!isTerminal) return;
    const names = [...busy].slice(0, 4).join(', ');
    const line = `${done.size} of ${total} hosts${names === '' ? '' : ` · ${names}`}`;
    process.stderr.write(`\r\u001b[K${safe(line, (process.stderr.columns || 80) - 1)}`);
  };
  return {
    moved: (progress) => {
      const { host, status } = progress;
      if (status === 'begun') busy.add(host);
      if (status === 'done' || status === 'refused' || status === 'lost' || status === 'skipped') {
        busy.delete(host);
        done.add(host);
      }
      if (status === 'lost') {
        const words = progress.words.startsWith(host)
          ? progress.words
          : `${host}: ${progress.words}`;
        process.stderr.write(`${isTerminal ? '\r\u001b[K' : ''}${safe(words, 300)}\n`);
      }
      show();
    },
    end: () => {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}
