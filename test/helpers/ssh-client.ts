import type {
  Asker,
  HostKeyAnswer,
  HostKeyQuestion,
  SecretQuestion,
} from '../../src/core/asker.ts';
import type { Host } from '../../src/core/host.ts';
import type { Transport, TransportEnd } from '../../src/core/transport.ts';
import { Gate } from '../../src/net/gate.ts';
import { openSsh, type SshServices } from '../../src/net/ssh.ts';

export { testHost } from './test-host.ts';

/** A person who answers from a list and remembers what was asked. */
export class ScriptedAsker implements Asker {
  readonly hostKeys: HostKeyQuestion[] = [];
  readonly secrets: SecretQuestion[] = [];
  readonly #trust: HostKeyAnswer;
  readonly #answers: (string | undefined)[];

  constructor(trust: HostKeyAnswer = 'once', answers: readonly (string | undefined)[] = []) {
    this.#trust = trust;
    this.#answers = [...answers];
  }

  trustHostKey(question: HostKeyQuestion): Promise<HostKeyAnswer> {
    this.hostKeys.push(question);
    return Promise.resolve(this.#trust);
  }

  secret(question: SecretQuestion): Promise<string | undefined> {
    this.secrets.push(question);
    return Promise.resolve(this.#answers.shift());
  }
}

/** Opens a session and collects what it says. */
export async function open(
  host: Host,
  asker: Asker = new ScriptedAsker(),
  services: Partial<SshServices> & {
    signal?: AbortSignal;
    onProgress?: (step: string) => void;
    attendance?: 'attended' | 'unattended';
  } = {},
): Promise<Shell> {
  const { signal = new AbortController().signal, onProgress = () => {}, ...others } = services;
  const { attendance = 'attended', ...rest } = others;
  const start = openSsh(host, { asker, handshakes: new Gate(8), ...rest });
  return new Shell(await start({ size: { cols: 100, rows: 30 }, signal, onProgress, attendance }));
}

export class Shell {
  readonly transport: Transport;
  readonly ended: Promise<TransportEnd>;
  text = '';
  #look: (() => void) | undefined;

  constructor(transport: Transport) {
    this.transport = transport;
    this.ended = new Promise((resolve) => transport.onClosed(resolve));
    transport.onBytes((chunk) => {
      this.text += Buffer.from(chunk).toString('latin1');
      this.#look?.();
    });
  }

  types(text: string): void {
    this.transport.write(Buffer.from(text));
  }

  /** Resolves when the text so far matches. */
  sees(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (pattern.test(this.text)) resolve();
      };
      this.#look();
    });
  }
}
