import type { Result } from '../../core/result.ts';
import type { Connection } from '../life/connection.ts';
import type { Claim, Turns } from '../turns/turns.ts';
import { askFacts, type DeviceFacts, factsTable } from './facts.ts';

/** What a session's device is: asked once for each connection. */
export class FactsMemory {
  readonly #turns: Turns;
  #known: { readonly connection: Connection; readonly facts: DeviceFacts } | undefined;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** The line leads, or may lead, to something else than before. */
  forget(): void {
    this.#known = undefined;
  }

  /** A result whose table has one row. Rejects as a command does. */
  async ask(
    connection: Connection,
    claim: Claim,
    about: { readonly host: string; readonly hostname: () => string | undefined },
  ): Promise<Result> {
    const { host } = about;
    const { driver } = connection;
    if (this.#known?.connection !== connection) {
      const { signal } = claim;
      if (driver.isAskable) await this.#turns.shared(claim, () => driver.identify({ signal }));
      const facts = await askFacts(driver.platform, about.hostname(), (command) =>
        this.#turns.run(command, claim),
      );
      this.#known = { connection, facts };
    }
    const table = factsTable(this.#known.facts);
    return {
      ...{ host, platform: driver.platform.name, command: 'facts', text: '', table },
      ...{ outcome: 'ok', mode: driver.prompt?.mode ?? '', startedAtMs: Date.now(), elapsedMs: 0 },
    };
  }
}
