import type { Backstage } from '../../cli/backstage.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { ProgramServices } from '../../repl/link/program-requests.ts';
import type { SessionLogState } from '../../repl/link/record-requests.ts';
import { textOf, textsOf } from './given.ts';

/** A note is words, not a file. */
const MOST_NOTE_CHARS = 20_000;

/** Begins and ends the text logs of sessions, and writes notes. */
export function logServices(
  backstage: () => Pick<Backstage, 'logs' | 'writeNote'>,
): Pick<ProgramServices, 'session-logs' | 'note'> {
  return {
    'session-logs': async (asked) => {
      const { logs } = backstage();
      if (logs === undefined) {
        throw new ShowrunError('bad-usage', 'there are no logs here', { advice: '' });
      }
      const what = textOf(asked, 'what');
      const given: unknown = Object(asked).names;
      const names = given === undefined ? undefined : textsOf(given);
      if (what === 'on' || what === 'off') {
        if (names === undefined) logs.switchAll(what);
        else logs.switch(names, what);
      }
      return (names ?? logs.sessions).flatMap((session): SessionLogState[] => {
        const log = logs.of(session);
        if (log === undefined) return [];
        const file = log.isOn || log.lines > 0 ? safe(log.pathNow, 1_000) : '';
        return [
          { session: safe(session, 200), log: log.isOn ? 'on' : 'off', file, lines: log.lines },
        ];
      });
    },
    note: async (asked) => {
      const text = textOf(asked, 'text').slice(0, MOST_NOTE_CHARS);
      return backstage().writeNote(text);
    },
  };
}
