import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Person } from '../helpers/person.ts';

/** A tmux of its own with one pane per command, the first one focused, seen by a person. */
export async function startTmux(
  commands: readonly string[],
  size: { cols: number; rows: number },
): Promise<Tmux> {
  const socket = `showrun-bench-${randomBytes(4).toString('hex')}`;
  const [first = 'cat', ...others] = commands;
  const person = await Person.start({
    command: 'tmux',
    args: [
      ...['-L', socket, '-f', '/dev/null', 'new-session', first],
      ...[';', 'set', '-g', 'status', 'off'],
      ...others.flatMap((command) => [';', 'split-window', command]),
      ...[';', 'select-layout', 'tiled', ';', 'select-pane', '-t', '0'],
    ],
    ...size,
  });
  return {
    person,
    serverPid: () =>
      Number(
        execFileSync('tmux', ['-L', socket, 'display-message', '-p', '#{pid}'], {
          encoding: 'utf8',
        }),
      ),
    close: async () => {
      try {
        execFileSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
      } catch {
        // It has ended by itself.
      }
      await person.close();
    },
  };
}

export interface Tmux {
  readonly person: Person;
  /** The server's process, which owns the panes and is no child of the client. */
  serverPid(): number;
  close(): Promise<void>;
}
