import type { Requests } from '../fleet/requests.ts';
import type { ProgramRequests } from '../link/program-requests.ts';

/** The program on the other side of the pipe. */
export interface Program {
  /** Asks it for something by name. Rejects with the program's own one line, also where it has no such service. */
  ask<Name extends keyof ProgramRequests>(
    name: Name,
    asked: ProgramRequests[Name]['asks'],
  ): Promise<ProgramRequests[Name]['gives']>;
}

export function programOver(requests: Requests): Program {
  return {
    ask: async (name, asked) => (await requests.ask(name, asked)) as never,
  };
}
