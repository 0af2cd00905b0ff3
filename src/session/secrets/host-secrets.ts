import type { Asker } from '../../core/asker.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Host, SecretSource } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { SecretVault } from '../../core/secret-vault.ts';
import { fetchPassword } from '../../net/password.ts';
import { untilAborted } from '../turns/until-aborted.ts';
import type { AskSecret, SecretAsked, SecretGiven } from './ask-secret.ts';

export interface HostSecretsOptions {
  readonly asker: Asker;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For secrets that lie in it. */
  readonly vault?: SecretVault;
}

/** Hosts that wait for the same answer: those whose entries share a source, else one host alone. */
interface Queue {
  last: Promise<void>;
  /** What a device has taken. */
  accepted: string | undefined;
}

/**
 * The secrets devices ask for within a session, of one run. A secret comes from the host's source or from the person, who is
 * asked one question at a time; what a device took is given again, what it refused is not. In memory only.
 */
export class HostSecrets {
  readonly #options: HostSecretsOptions;
  readonly #queues = new Map<SecretSource | string, Queue>();
  /** By host: what it has refused, never sent there a second time by itself. */
  readonly #refused = new Map<string, Set<string>>();
  /** By host and kind: what it has taken. */
  readonly #taken = new Map<string, string>();

  constructor(options: HostSecretsOptions) {
    this.#options = options;
  }

  /** How the sessions of one host get at theirs. */
  of(host: Host): AskSecret {
    return (asked) => {
      switch (asked.about) {
        case 'host secret':
          return this.#inTurn(host, { asked, source: host.secret });
        case 'login password':
          return this.#inTurn(host, { asked, source: host.password });
        case 'unknown':
          return this.#fromPerson(asked, []);
      }
    };
  }

  /** The next one in the queue waits until the device has judged the secret: if it was right, nobody is asked again. */
  async #inTurn(host: Host, need: Need): Promise<SecretGiven | undefined> {
    const { asked, source } = need;
    const place = `${host.name} ${asked.about}`;
    const queue = this.#queueOf(source ?? place);
    const before = queue.last;
    let leave: () => void = () => undefined;
    queue.last = new Promise((resolve) => {
      leave = resolve;
    });
    try {
      await untilAborted(before, asked.signal);
      const secret = this.#known(host, { place, queue }) ?? (await this.#fetch(host, need));
      if (secret === undefined) {
        leave();
        return undefined;
      }
      return {
        secret,
        judge: (verdict) => {
          if (verdict === 'accepted') {
            queue.accepted ??= secret;
            this.#taken.set(place, secret);
          } else if (verdict === 'refused') this.#wasRefused(host, { place, secret });
          leave();
        },
      };
    } catch (thrown) {
      // Those behind may go on only when those before are done.
      void before.then(leave);
      throw thrown;
    }
  }

  #queueOf(key: SecretSource | string): Queue {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), accepted: undefined };
    this.#queues.set(key, queue);
    return queue;
  }

  #known(host: Host, { place, queue }: { place: string; queue: Queue }): string | undefined {
    const taken = this.#taken.get(place) ?? queue.accepted;
    return taken === undefined || this.#refusedBy(host).has(taken) ? undefined : taken;
  }

  async #fetch(host: Host, { asked, source }: Need): Promise<string | undefined> {
    if (source === undefined) return (await this.#fromPerson(asked, []))?.secret;
    if (source.from === 'prompt') {
      return (await this.#fromPerson(asked, [SHARED]))?.secret;
    }
    const { env, vault, asker } = this.#options;
    const { signal } = asked;
    const who = `${safe(asked.host)} asks '${asked.question}' after '${asked.after}'`;
    const readVault =
      vault && ((name: string) => vault.read(name, { who: safe(asked.host), asker, signal }));
    const secret = await fetchPassword({ source, who, env, signal, readVault });
    if (!this.#refusedBy(host).has(secret)) return secret;
    const message = `${safe(asked.host)} has refused that ${asked.about} before; it is not sent again`;
    throw new ShowrunError('auth-failed', message, {
      subject: asked.host,
      advice: 'correct its source in the inventory, or type it in the pane',
    });
  }

  async #fromPerson(asked: SecretAsked, more: readonly string[]): Promise<SecretGiven | undefined> {
    const { host, question, after, signal } = asked;
    const instructions = [`${safe(host)} asks this after '${after}'.`, ...more].join('\n');
    const secret = await this.#options.asker.secret({
      ...{ host, text: question, instructions, echo: false, signal },
    });
    return secret === undefined ? undefined : { secret, judge: () => undefined };
  }

  #refusedBy({ name }: Host): Set<string> {
    const refused = this.#refused.get(name) ?? new Set();
    this.#refused.set(name, refused);
    return refused;
  }

  #wasRefused(host: Host, { place, secret }: { place: string; secret: string }): void {
    this.#refusedBy(host).add(secret);
    if (this.#taken.get(place) === secret) this.#taken.delete(place);
  }
}

interface Need {
  readonly asked: SecretAsked;
  readonly source: SecretSource | undefined;
}

const SHARED = 'If it is right, it is given to every host with the same entry in the inventory.';
