import { type ErrorCode, type ErrorDetails, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { decideHostKey, type HostKeyVerdict, recordedTypes } from './known-hosts/decide.ts';
import { addKnownHost, readKnownHosts } from './known-hosts/files.ts';
import { fingerprintOf, readBlobType, readRsaBits } from './known-hosts/key-blob.ts';
import type { KnownHostsEntry } from './known-hosts/line.ts';
import { knownHostsName } from './known-hosts/name.ts';
import { ask, type LoginContext } from './login-context.ts';
import { legacyAdvice } from './translate-error.ts';
import { TOLERABLE_RSA_BITS } from './weaknesses.ts';

/**
 * Judges the host key of one connection. Until it has said yes nothing but the key exchange goes over the wire; later key
 * exchanges on the same connection are held against the key accepted first, without asking again.
 */
export class HostKeyCheck {
  readonly #context: LoginContext;
  readonly #name: string;
  #pinned: Buffer | undefined;

  constructor(context: LoginContext) {
    this.#context = context;
    this.#name = knownHostsNameOf(context.host);
  }

  /** `SHA256:…` of the accepted key; '' before. */
  get fingerprint(): string {
    return this.#pinned ? fingerprintOf(this.#pinned) : '';
  }

  /** The accepted key's blob; undefined before. */
  get key(): Buffer | undefined {
    return this.#pinned;
  }

  /** Resolves when the key may be trusted; throws a `host-key-…` error when not. */
  async verify(key: Buffer): Promise<void> {
    if (this.#pinned) {
      if (this.#pinned.equals(key)) return;
      throw this.#error('host-key-changed', 'changed its host key in the middle of the session', {
        advice: 'do not trust this connection',
      });
    }
    this.#refuseWeak(key);
    await this.#context.memory.inTurn(`host key ${this.#name}`, () => this.#judge(key));
    this.#pinned = key;
  }

  /** Whoever can break it can sit in between, recorded or not. */
  #refuseWeak(key: Buffer): void {
    const { host } = this.#context;
    const bits = readRsaBits(key);
    if (bits === undefined || bits >= TOLERABLE_RSA_BITS || host.ssh?.legacy) return;
    const { name, address, port, via } = host;
    const what = `shows an RSA host key of only ${bits} bits, which can be broken`;
    throw this.#error('host-key-weak', what, {
      advice: `make a new one on the device (RSA of 2048 bits or more); ${legacyAdvice(name)}`,
      legacy: { host: { name, address, port, via }, algorithms: [`RSA host key of ${bits} bits`] },
      retry: 'never',
    });
  }

  async #judge(key: Buffer): Promise<void> {
    const entries = await readKnownHosts(this.#context.host.knownHostsFiles);
    const decision = decideHostKey(this.#name, key, entries);
    if (decision.verdict === 'known') return;
    if (decision.verdict === 'unknown') await this.#meet(key);
    else throw this.#refusal(decision, key);
  }

  /** First contact. */
  async #meet(key: Buffer): Promise<void> {
    const { host, memory } = this.#context;
    const fingerprint = fingerprintOf(key);
    const shown = `${this.#name} ${fingerprint}`;
    if (memory.trustedOnce.has(shown)) return;
    if (host.hostKeyPolicy === 'accept-new') return this.#store(key);
    if (host.hostKeyPolicy === 'strict') {
      throw this.#error(
        'host-key-unknown',
        `shows a host key that is not recorded: ${fingerprint}`,
        {
          advice: 'add it to known_hosts; this host is set to strict checking',
        },
      );
    }
    this.#context.onProgress('checking host key');
    const answer = await this.#ask(key, fingerprint);
    if (answer === 'store') return this.#store(key);
    if (answer === 'once') {
      memory.trustedOnce.add(shown);
      return;
    }
    throw answer === 'nobody'
      ? this.#error('host-key-unknown', `shows a host key that is not known: ${fingerprint}`)
      : this.#error('host-key-rejected', `was not trusted with the key ${fingerprint}`);
  }

  #ask(key: Buffer, fingerprint: string) {
    const { asker, host, signal } = this.#context;
    return ask(this.#context, () =>
      asker.trustHostKey({
        host: host.name,
        address: safe(host.address),
        port: host.port,
        keyType: spokenType(safe(readBlobType(key), 50)),
        fingerprint,
        signal,
        onShown: this.#context.onQuestion,
      }),
    );
  }

  async #store(key: Buffer): Promise<void> {
    const { host, memory, onProgress } = this.#context;
    const [file] = host.knownHostsFiles;
    try {
      if (file === undefined) throw new Error('no known_hosts file is configured');
      const isHashed = host.hashKnownHosts === true;
      await addKnownHost({ file, name: this.#name, key, isHashed });
    } catch (error) {
      // The person has agreed to the key: a read-only home must not keep them out.
      memory.trustedOnce.add(`${this.#name} ${fingerprintOf(key)}`);
      const why = error instanceof Error ? safe(error.message, 200) : '';
      onProgress(`host key not stored: ${why}`);
    }
  }

  #refusal(decision: Extract<HostKeyVerdict, { recorded: KnownHostsEntry }>, key: Buffer) {
    const { recorded } = decision;
    const place = `${safe(recorded.file)}:${recorded.line}`;
    const shown = fingerprintOf(key);
    switch (decision.verdict) {
      case 'revoked':
        return this.#error('host-key-revoked', `shows the revoked host key ${shown} (${place})`);
      case 'ca-only':
        return this.#error(
          'host-key-unknown',
          `is known only by a certificate authority (${place}), which showrun cannot check`,
          { advice: `compare ${shown} with the device and add the key itself to known_hosts` },
        );
      case 'changed':
        return this.#error(
          'host-key-changed',
          `shows another host key than recorded: ${described(key)} now, ${described(recorded.key)} in ${place}`,
          {
            advice:
              'somebody may be in between; if the device was replaced, run ' +
              `ssh-keygen -R '${safe(this.#name)}' -f ${safe(recorded.file)} and connect again`,
          },
        );
    }
  }

  #error(
    code: Extract<ErrorCode, `host-key-${string}`>,
    what: string,
    details: Pick<ErrorDetails, 'advice' | 'legacy' | 'retry'> = {},
  ): ShowrunError {
    const { who, host } = this.#context;
    return new ShowrunError(code, `${who} ${what}`, { subject: host.name, ...details });
  }
}

/** The types of the keys that are recorded for a host, for the order in which its own are asked for. */
export async function recordedKeyTypes(host: Host): Promise<readonly string[]> {
  const entries = await readKnownHosts(host.knownHostsFiles);
  return recordedTypes(knownHostsNameOf(host), entries);
}

function knownHostsNameOf(host: Host): string {
  // An alias stands alone, without the port, as in ssh(1).
  return host.hostKeyAlias?.toLowerCase() ?? knownHostsName(host.address, host.port);
}

function described(key: Buffer): string {
  return `${spokenType(safe(readBlobType(key), 50))} ${fingerprintOf(key)}`;
}

/** A key type as ssh-keygen names it: `ED25519`. */
function spokenType(type: string): string {
  return type
    .replace(/^sk-/, '')
    .replace(/@.*$/, '')
    .replace(/^ssh-|-sha2-nistp\d+$/g, '')
    .toUpperCase();
}
