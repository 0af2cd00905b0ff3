import type { Check } from '../../repl/link/doctor-requests.ts';

export type { Check };

export function ok(what: string, says: string): Check {
  return { what, state: 'ok', says };
}

export function note(what: string, says: string): Check {
  return { what, state: 'note', says };
}

export function bad(what: string, says: string): Check {
  return { what, state: 'bad', says };
}
