import type { LegacyOffer } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { RememberedHosts } from '../inventory/remembered-hosts.ts';
import type { Session } from '../session/session.ts';
import type { Notice } from '../state/state.ts';
import type { DialogDesk } from './dialog-desk.ts';

export interface LegacyDeskOptions {
  readonly desk: DialogDesk;
  readonly remembered: RememberedHosts;
  readonly say: (text: string, level: Notice['level']) => void;
}

/**
 * Lets a person allow old algorithms for one host, after naming them, and take it back. Nothing is ever allowed for more than
 * the host it was asked for.
 */
export class LegacyDesk {
  readonly #options: LegacyDeskOptions;
  readonly #asked = new Set<Session>();

  constructor(options: LegacyDeskOptions) {
    this.#options = options;
  }

  /** A key typed in the pane of a session that only old algorithms would open; true when it was the one for them. */
  takesKey(session: Session, bytes: Uint8Array): boolean {
    const offer = offerOf(session);
    const last = String.fromCharCode(bytes.at(-1) ?? 0);
    if (offer === undefined || !/^[lL]$/.test(last) || bytes.includes(ESC)) return false;
    void this.#allow(session, offer);
    return true;
  }

  /** Allows what the session wants, or takes back what was allowed for its host and those on the way. */
  switch(session: Session): void {
    const { remembered, say } = this.#options;
    const offer = offerOf(session);
    if (offer !== undefined) {
      void this.#allow(session, offer);
      return;
    }
    const { host } = session;
    const allowed = placesOf(host).filter((place) => remembered.of(place)?.legacy === true);
    const name = safe(session.name, 60);
    if (allowed.length > 0) this.#takeBack(allowed);
    else if (host.ssh?.legacy)
      say(`${name}: legacy is set in ${safe(host.source, 200)}, change it there`, 'info');
    else say(`${name} has needed no old algorithms so far`, 'info');
  }

  /** In the middle of a word typed at a dead pane the dialog waits for a pause: the Enter behind it is no answer. */
  async #allow(session: Session, { host, algorithms }: LegacyOffer): Promise<void> {
    const { desk, remembered } = this.#options;
    if (this.#asked.has(session)) return;
    this.#asked.add(session);
    const name = safe(host.name, 60);
    const lines = [
      `${name} cannot be reached without:`,
      ...algorithms.map((one) => `  ${one}`),
      '',
      'They are weak: somebody in between may read along or pretend to be the device.',
      `It is remembered for ${name} alone (${safe(host.address, 100)} port ${host.port}) and shown in its title.`,
      'The command "Allow old algorithms, or no more" takes it back.',
    ];
    const title = `Allow old algorithms for ${name}?`;
    const yes = 'allows them and connects';
    const { signal } = new AbortController();
    const answer = await desk.interrupt({ kind: 'confirm', title, lines, yes }, { signal });
    this.#asked.delete(session);
    if (answer === undefined) return;
    remembered.remember(host, { legacy: true });
    await session.reconnect();
  }

  #takeBack(allowed: readonly Place[]): void {
    const { desk, remembered, say } = this.#options;
    const names = allowed.map(({ name }) => safe(name, 60)).join(', ');
    const title = `Allow old algorithms for ${names} no more?`;
    const lines = [
      'What is connected stays so. The next connection is made without them, or fails.',
    ];
    desk.ask({ kind: 'confirm', title, lines, yes: 'takes it back' }, (answer) => {
      if (answer === undefined) return;
      for (const place of allowed) remembered.remember(place, { legacy: undefined });
      say(`${names}: old algorithms are allowed no more`, 'info');
    });
  }
}

const ESC = 0x1b;

/** What would open a session that has failed. */
function offerOf({ status }: Session): LegacyOffer | undefined {
  const isOver = status.status === 'failed' || status.status === 'lost';
  return isOver ? status.error.legacy : undefined;
}

type Place = Pick<Host, 'name' | 'address' | 'port' | 'via'>;

/** A host and those on the way to it, each with the way before it. */
function placesOf(host: Host): readonly Place[] {
  return [...host.via.map((hop, at) => ({ ...hop, via: host.via.slice(0, at) })), host];
}
