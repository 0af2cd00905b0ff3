import { ShowrunError } from '../../core/errors.ts';

/** What came over the pipe, as a list of texts: anything else is none. */
export function textsOf(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}

/** One text of what was asked. Throws `bad-usage` where it is none. */
export function textOf(asked: unknown, key: string): string {
  const value: unknown = Object(asked)[key];
  if (typeof value === 'string') return value;
  throw new ShowrunError('bad-usage', `'${key}' is no text`, { advice: '' });
}

/** The same where there need not be one. */
export function maybeTextOf(asked: unknown, key: string): string | undefined {
  return Object(asked)[key] === undefined ? undefined : textOf(asked, key);
}
