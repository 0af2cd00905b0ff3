import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Asker } from '../core/asker.ts';
import { oneAtATime } from '../core/one-at-a-time.ts';

/**
 * Asks on the terminal the program was started from, past redirected input and output, as ssh(1) does. Without a
 * terminal nobody is asked: an unknown key is refused and a secret that is not known stays unknown.
 */
export function terminalAsker(): Asker {
  const inTurn = oneAtATime();
  return {
    trustHostKey: ({ host, address, port, keyType, fingerprint, signal }) =>
      inTurn(async () => {
        const question =
          `${host} (${address} port ${port}) has not been seen before.\n` +
          `${keyType} key fingerprint is ${fingerprint}.\n` +
          'Trust it? (yes, once, no, or the fingerprint) ';
        for (;;) {
          const answer = await askLine({ question, echo: true, signal });
          if (answer === undefined) return 'nobody';
          if (answer === 'yes' || answer === fingerprint) return 'store';
          if (answer === 'once') return 'once';
          if (answer === 'no') return 'reject';
        }
      }),
    secret: ({ host, text, instructions, echo, signal }) =>
      inTurn(() => {
        const above = instructions === '' ? '' : `${instructions}\n`;
        return askLine({
          question: `${above}${host}: ${text.replace(/:?\s*$/, '')}: `,
          echo,
          signal,
        });
      }),
  };
}

interface Question {
  readonly question: string;
  readonly echo: boolean;
  readonly signal: AbortSignal;
}

/** One line from the terminal the program was started from; undefined when there is none, at its end, or at Ctrl-C. */
export async function askLine({ question, echo, signal }: Question): Promise<string | undefined> {
  let fd: number;
  try {
    fd = openSync('/dev/tty', 'r+');
  } catch {
    return undefined;
  }
  const input = new ReadStream(fd);
  const say = (text: string): void => {
    try {
      writeSync(fd, text);
    } catch {
      // The terminal went away while we asked: the answer is that there is none.
    }
  };
  // Raw mode first: a secret typed as soon as the question is seen must not be echoed.
  input.setRawMode(true);
  say(question.replaceAll('\n', '\r\n'));
  try {
    return await readLine({ input, say, echo, signal });
  } finally {
    say('\r\n');
    input.setRawMode(false);
    input.destroy();
    closeQuietly(fd);
  }
}

interface Reading {
  readonly input: ReadStream;
  readonly say: (text: string) => void;
  readonly echo: boolean;
  readonly signal: AbortSignal;
}

function readLine({ input, say, echo, signal }: Reading): Promise<string | undefined> {
  let line = '';
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    input.on('end', () => resolve(undefined));
    input.on('error', () => resolve(undefined));
    input.on('data', (chunk: Buffer) => {
      for (const character of chunk.toString('utf8')) {
        if (character === '\r' || character === '\n') return resolve(line);
        if (character === '\x03' || character === '\x04') return resolve(undefined);
        if (character === '\x7f' || character === '\b') {
          if (echo && line !== '') say('\b \b');
          line = [...line].slice(0, -1).join('');
        } else if (character === '\x15') {
          if (echo) say('\b \b'.repeat([...line].length));
          line = '';
        } else if (character >= ' ') {
          line += character;
          if (echo) say(character);
        }
      }
      return undefined;
    });
  });
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // Destroying the stream has closed it.
  }
}
