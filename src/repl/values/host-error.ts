import type { HostAnswer } from '../link/backend.ts';

export type FailedAnswer = Extract<HostAnswer, { status: 'failed' }>;

/** A host that was lost before it answered. A refused command is a Result, not this. */
export class HostError extends Error {
  readonly host: string;
  readonly code: string;
  readonly advice: string;

  constructor(failure: FailedAnswer) {
    super(failureLine(failure));
    this.name = 'HostError';
    this.host = failure.host;
    this.code = failure.error.code;
    this.advice = failure.error.advice;
  }
}

/** One host that could not answer. */
export interface Failure {
  readonly host: string;
  readonly error: HostError;
}

/** `r3: r3 closed the connection: reconnect when it is back`, the host's name once. */
export function failureLine(failure: FailedAnswer): string {
  const { message, advice } = failure.error;
  const line = advice === '' ? message : `${message}: ${advice}`;
  return line.startsWith(failure.host) ? line : `${failure.host}: ${line}`;
}
