import type { Asker } from '../core/asker.ts';
import type { Host } from '../core/host.ts';
import type { Deadline } from './deadline.ts';
import type { Memory } from './memory.ts';

/** What every step of one login shares. */
export interface LoginContext {
  readonly host: Host;
  /** The host as messages name it: `r1`, or `bastion (on the way to r1)`. Safe to show. */
  readonly who: string;
  readonly username: string;
  readonly asker: Asker;
  readonly memory: Memory;
  readonly deadline: Deadline;
  /** Aborted when the login is over, for whatever reason; takes open questions off the screen. */
  readonly signal: AbortSignal;
  readonly onProgress: (step: string) => void;
  /** Called before a person is asked: a login that waits for a person must not hold up the others. */
  readonly onAsking: () => void;
  /** Called when a question comes up before the person. */
  readonly onQuestion: () => void;
}

/** Puts a question to the person: the deadline stands still and others may go ahead. */
export function ask<Answer>(
  context: LoginContext,
  question: () => Promise<Answer>,
): Promise<Answer> {
  context.onAsking();
  return context.deadline.whileAsking(question);
}
