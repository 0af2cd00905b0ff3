import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { select } from '../../core/selector/selector.ts';
import type { Recording } from '../../journal/recording.ts';

/** How a recording is shown at first. */
export interface ReplayRequest {
  /** A folder of ours, or a file. */
  readonly path: string;
  /** The sessions, as a selector; all unless told. */
  readonly selector?: string | undefined;
  /** As a person writes it; the beginning unless told. */
  readonly at?: string | undefined;
  readonly speed?: number | undefined;
  readonly idleMostS?: number | undefined;
}

/** The sessions to be shown, by their names in the recording. Throws where there is none. */
export function chosenSessions(
  recording: Pick<Recording, 'sessions' | 'name' | 'problems'>,
  selector: string | undefined,
): ReadonlySet<string> {
  const { sessions, name, problems } = recording;
  if (sessions.length === 0) {
    const message = `${safe(name, 100)} has no sessions: there is nothing to replay`;
    throw new ShowrunError('bad-file', message, {
      advice: problems[0] ?? 'showrun recordings lists what each has',
    });
  }
  const chosen = selector === undefined ? sessions : select(selector, sessions);
  return new Set(chosen.map((session) => session.name));
}
