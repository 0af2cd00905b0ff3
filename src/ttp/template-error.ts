import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** The error for a place in a template: what is wrong there and what to do. */
export function templateError(place: {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly advice?: string;
}): ShowrunError {
  const { file, line, message, advice = 'correct the template' } = place;
  return new ShowrunError('template-failed', `${safe(file)}:${line}: ${safe(message, 400)}`, {
    subject: safe(file),
    advice,
  });
}
