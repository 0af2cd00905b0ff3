import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** Why an answer becomes no table; its text is good all the same. */
export function noTable(message: string, advice: string): ShowrunError {
  return new ShowrunError('no-template', message, { advice });
}

export function noTemplate(asked: {
  readonly platform: string;
  readonly command: string;
}): ShowrunError {
  const what = `no template reads '${safe(asked.command, 80)}' of ${safe(asked.platform, 40)}`;
  return noTable(what, "'showrun parsers' lists those there are");
}
