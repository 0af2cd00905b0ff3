import ssh2, {
  type AnyAuthMethod,
  type BaseAgent,
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';
import { safe } from '../core/safe.ts';
import { mayOfferKey } from './algorithms.ts';
import { type KeyFile, parsePublic, readKeyFile, unlockKey } from './key-file.ts';
import { ask, type LoginContext } from './login-context.ts';

/** One key that may open the door, and how to try it. */
export interface KeyCandidate {
  /** For messages: a file's path, or the agent. */
  readonly label: string;
  /** The key's type, `ssh-rsa` for RSA; '' where only its passphrase would tell. */
  readonly type: string;
  /** The authentication request; undefined when the person cancels a passphrase or it is wrong. */
  readonly method: () => Promise<AnyAuthMethod | undefined>;
}

export interface KeyCandidates {
  readonly candidates: readonly KeyCandidate[];
  /** One clear line for each key that cannot be used. */
  readonly troubles: readonly string[];
}

/**
 * The keys to try, in ssh(1)'s order: those of the agent that the host names, the agent's others (unless `keysOnly`),
 * then key files. A key that is in the agent and in a file is tried once.
 */
export async function findKeys(context: LoginContext): Promise<KeyCandidates> {
  const { host } = context;
  const troubles: string[] = [];
  const [held, files] = await Promise.all([
    agentKeys(context, troubles),
    Promise.all(host.keys.map(readKeyFile)),
  ]);
  for (const file of files) if (file.state === 'unusable') troubles.push(file.reason);

  const named = new Set(files.map(publicBlob));
  const isNamed = (key: ParsedKey) => named.has(blobOf(key));
  const wanted = held.filter(({ key }) => mayOfferKey(host, key.type));
  const offered = [
    ...wanted.filter(({ key }) => isNamed(key)),
    ...(host.keysOnly ? [] : wanted.filter(({ key }) => !isNamed(key))),
  ];
  const inAgent = new Set(offered.map(({ key }) => blobOf(key)));
  return {
    candidates: [
      ...offered.map((one) => agentCandidate(context, one)),
      ...files
        .filter((file) => !inAgent.has(publicBlob(file) ?? ''))
        .filter((file) => mayOfferKey(host, publicType(file)))
        .flatMap((file) => fileCandidate(context, file)),
    ],
    troubles,
  };
}

interface HeldKey {
  readonly agent: BaseAgent;
  readonly key: ParsedKey;
}

/** An agent that is not there, does not answer or holds keys of unknown types is no reason to fail. */
function agentKeys({ host, signal }: LoginContext, troubles: string[]): Promise<HeldKey[]> {
  const { agent: socketPath } = host;
  if (socketPath === undefined || socketPath === '') return Promise.resolve([]);
  return new Promise((resolve) => {
    const giveUp = () => resolve([]);
    signal.addEventListener('abort', giveUp, { once: true });
    const agent = ssh2.createAgent(socketPath);
    agent.getIdentities((error, keys) => {
      signal.removeEventListener('abort', giveUp);
      if (error) troubles.push(`no answer from the SSH agent at ${safe(socketPath)}`);
      resolve(
        (keys ?? []).flatMap((one) => {
          const key = parsePublic(one as Buffer);
          return key ? [{ agent, key }] : [];
        }),
      );
    });
  });
}

/** ssh2 goes through all keys of an agent by itself; an agent with one key keeps the order and the count with us. */
function agentCandidate({ username }: LoginContext, { agent, key }: HeldKey): KeyCandidate {
  const method: AnyAuthMethod = {
    type: 'agent',
    username,
    agent: new OneKeyAgent(key, (data, options, reply) => agent.sign(key, data, options, reply)),
  };
  return { label: 'the SSH agent', type: key.type, method: () => Promise.resolve(method) };
}

function fileCandidate(context: LoginContext, file: KeyFile): KeyCandidate[] {
  const { username } = context;
  if (file.state === 'unusable') return [];
  if (file.state === 'ready') {
    const method: AnyAuthMethod = { type: 'publickey', username, key: file.key };
    return [{ label: file.file, type: file.key.type, method: () => Promise.resolve(method) }];
  }
  const type = publicType(file);
  return [{ label: file.file, type, method: () => lockedKeyMethod(context, file) }];
}

/**
 * A locked key whose public half is known is offered like an agent's: the passphrase is asked only when the server has
 * accepted the key and wants a signature.
 */
async function lockedKeyMethod(
  context: LoginContext,
  file: KeyFile & { state: 'locked' },
): Promise<AnyAuthMethod | undefined> {
  const { username } = context;
  if (file.publicKey === undefined) {
    const key = await unlock(context, file);
    return key && { type: 'publickey', username, key };
  }
  const agent = new OneKeyAgent(file.publicKey, (data, options, reply) => {
    void unlock(context, file).then((key) => {
      const signature = key?.sign(data, options.hash) ?? new Error('the key stayed locked');
      if (signature instanceof Error) reply(signature);
      else reply(undefined, signature);
    }, reply);
  });
  return { type: 'agent', username, agent };
}

/** Two sessions that need the same key ask once: the second finds it unlocked. */
function unlock(context: LoginContext, file: KeyFile & { state: 'locked' }) {
  const { memory, asker, host, signal } = context;
  return memory.inTurn(`passphrase ${file.file}`, async () => {
    const known = memory.unlockedKey(file.file, file.text);
    if (known) return known;
    const passphrase = await ask(context, () =>
      asker.secret({
        host: host.name,
        text: `passphrase for ${safe(file.file)}`,
        instructions: '',
        echo: false,
        signal,
        onShown: context.onQuestion,
      }),
    );
    if (passphrase === undefined) return undefined;
    const key = unlockKey(file.text, passphrase);
    if (key) memory.keepUnlocked(file.file, file.text, key);
    return key;
  });
}

type Sign = (data: Buffer, options: SigningRequestOptions, reply: SignCallback) => void;

class OneKeyAgent extends ssh2.BaseAgent {
  readonly #key: ParsedKey;
  readonly #sign: Sign;

  constructor(key: ParsedKey, sign: Sign) {
    super();
    this.#key = key;
    this.#sign = sign;
  }

  override getIdentities(reply: IdentityCallback): void {
    reply(undefined, [this.#key]);
  }

  override sign(
    _key: unknown,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    reply?: SignCallback,
  ): void {
    if (typeof options === 'function') this.#sign(data, {}, options);
    else if (reply) this.#sign(data, options, reply);
  }
}

function blobOf(key: ParsedKey): string {
  return key.getPublicSSH().toString('base64');
}

/** '' where only the passphrase would tell. */
function publicType(file: KeyFile): string {
  if (file.state === 'ready') return file.key.type;
  return file.state === 'locked' ? (file.publicKey?.type ?? '') : '';
}

function publicBlob(file: KeyFile): string | undefined {
  if (file.state === 'ready') return blobOf(file.key);
  return file.state === 'locked' && file.publicKey ? blobOf(file.publicKey) : undefined;
}
