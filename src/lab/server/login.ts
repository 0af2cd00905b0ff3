import { createHash, timingSafeEqual } from 'node:crypto';
import type { AuthContext, Connection } from 'ssh2';
import type { Clock } from '../../core/clock.ts';
import type { Faults } from './faults.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Lets in who knows the password, asked for directly or by keyboard-interactive (RFC 4256). */
export function guardLogin(connection: Connection, guard: LoginGuard): void {
  const { credentials, faults, clock } = guard;
  const decide = (context: AuthContext, isRight: boolean): void => {
    const isLetIn = isRight && !faults.refusesPasswords;
    if (faults.slowLoginMs === undefined) answer(context, isLetIn);
    else clock.after(faults.slowLoginMs, () => answer(context, isLetIn));
  };
  connection.on('authentication', (context: AuthContext) => {
    const isKnown = context.username === credentials.username;
    if (context.method === 'password') {
      decide(context, isKnown && isSame(context.password, credentials.password));
    } else if (context.method === 'keyboard-interactive') {
      context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
        decide(context, isKnown && isSame(answers[0] ?? '', credentials.password));
      });
    } else context.reject(['password', 'keyboard-interactive']);
  });
}

export interface LoginGuard {
  readonly credentials: Credentials;
  readonly faults: Faults;
  readonly clock: Clock;
}

function answer(context: AuthContext, isLetIn: boolean): void {
  if (isLetIn) context.accept();
  else context.reject(['password', 'keyboard-interactive']);
}

/** Compared as hashes: the time taken says nothing, not even the length. */
function isSame(given: string, wanted: string): boolean {
  const [first, second] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}
