import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';

/** The error for what cannot be opened as a recording. */
export function noRecording(path: string, why: string): ShowrunError {
  const subject = safe(path, 300);
  return new ShowrunError('bad-file', `cannot open the recording ${subject}: ${safe(why, 300)}`, {
    subject,
    advice: "'showrun recordings' lists those there are",
  });
}
