import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asker, SecretQuestion } from '../../../src/core/asker.ts';
import { systemClock } from '../../../src/core/clock.ts';
import type { VaultReader } from '../../../src/core/secret-vault.ts';
import { NOBODY } from '../../../src/net/nobody.ts';
import { Vault } from '../../../src/vault/vault.ts';

const PASSPHRASE = 'correct horse';
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-vault-'));
  file = join(folder, 'data', 'vault');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the vault', () => {
  it('gives in another run what was set in one', async () => {
    await filled({ core: 'Tr0ub4dor' });
    const person = new Typist([PASSPHRASE]);
    expect(await vault().read('core', person.at('r1'))).toBe('Tr0ub4dor');
    expect(person.asked).toEqual(['r1 takes its secret from the vault. | passphrase']);
  });

  it('asks twice for the passphrase when it is made, and a slip makes none', async () => {
    const person = new Typist([PASSPHRASE, 'correct hoarse']);
    await expect(vault().set('core', 'x', person.at())).rejects.toThrow('passphrases differ');
    await expect(vault().set('core', 'x', new Typist(['short']).at())).rejects.toThrow(
      'a passphrase has 8 characters or more',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lies in a file for the person alone, in a folder for the person alone', async () => {
    await filled({ core: 'x' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'data'))).toEqual(['vault']);
  });

  it('asks once for all who wait for it', async () => {
    await filled({ core: 'x', edge: 'y' });
    const person = new Typist([PASSPHRASE]);
    const opened = vault();
    const reads = ['core', 'edge', 'core', 'edge'].map((name, at) =>
      opened.read(name, person.at(`r${at}`)),
    );
    expect(await Promise.all(reads)).toEqual(['x', 'y', 'x', 'y']);
    expect(person.asked).toHaveLength(1);
  });

  it('asks again after a wrong passphrase, three times in all', async () => {
    await filled({ core: 'x' });
    const slip = new Typist(['not this', PASSPHRASE]);
    expect(await vault().read('core', slip.at())).toBe('x');
    expect(slip.asked[1]).toContain('That was not the passphrase');
    const wrong = new Typist(['not this', 'nor this', 'nor that', PASSPHRASE]);
    await expect(vault().read('core', wrong.at('r1'))).rejects.toMatchObject({
      code: 'auth-failed',
      message: 'r1: 3 wrong passphrases for the vault',
    });
    expect(wrong.asked).toHaveLength(3);
  });

  it('stays locked for all who wait when the person gives no passphrase', async () => {
    await filled({ core: 'x' });
    const person = new Typist(['until gone']);
    const opened = vault();
    const waits = ['r1', 'r2', 'r3'].map((who) => noticed(person.at(who)));
    const reads = waits.map(({ reader }) => opened.read('core', reader));
    await Promise.all(waits.map(({ isWaiting }) => isWaiting));
    person.givesUp();
    const outcomes = await Promise.allSettled(reads);
    expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(outcomes[2]).toMatchObject({
      reason: { message: 'r3: no passphrase was given, so the vault stays locked' },
    });
    expect(person.asked).toHaveLength(1);
  });

  it('asks the next one when the one it was asked for has gone', async () => {
    await filled({ core: 'x' });
    const person = new Typist(['until gone', PASSPHRASE]);
    const gone = new AbortController();
    const opened = vault();
    const first = opened.read('core', { ...person.at('r1'), signal: gone.signal });
    await person.isAsked;
    const { reader, isWaiting } = noticed(person.at('r2'));
    const second = opened.read('core', reader);
    await isWaiting;
    gone.abort();
    await expect(first).rejects.toMatchObject({ code: 'interrupted' });
    expect(await second).toBe('x');
    expect(person.asked).toHaveLength(2);
  });

  it('asks nobody for a login that nobody has asked for, and serves it once it is open', async () => {
    await filled({ core: 'x' });
    const opened = vault();
    const signal = new AbortController().signal;
    const unattended: VaultReader = { who: 'r1', asker: NOBODY, signal };
    await expect(opened.read('core', unattended)).rejects.toMatchObject({ code: 'needs-person' });
    expect(await opened.read('core', new Typist([PASSPHRASE]).at('r2'))).toBe('x');
    expect(await opened.read('core', unattended)).toBe('x');
  });

  it('says how to set what is not there, and asks nobody where there is no vault', async () => {
    const nobody = new Typist([]);
    await expect(vault().read('core', nobody.at('r1'))).rejects.toMatchObject({
      line: 'r1: there is no vault yet: set it with: showrun vault set core',
    });
    await filled({ core: 'x' });
    await expect(vault().read('edge', new Typist([PASSPHRASE]).at('r1'))).rejects.toMatchObject({
      line: "r1: there is no 'edge' in the vault: set it with: showrun vault set edge",
    });
  });

  it('takes the passphrase it is given in place of asking, and does not ask where that is wrong', async () => {
    const nobody = new Typist([]);
    await vault(PASSPHRASE).set('core', 'x', nobody.at());
    expect(await vault(PASSPHRASE).read('core', nobody.at())).toBe('x');
    await expect(vault('not this one').read('core', nobody.at('r1'))).rejects.toMatchObject({
      message: 'r1: the passphrase in $SHOWRUN_VAULT_PASSPHRASE is not the vault\u0027s',
    });
  });

  it('keeps what several runs set at the same time, also while they make it', async () => {
    const runs = Array.from({ length: 6 }, () => vault(PASSPHRASE));
    const sets = runs.flatMap((run, at) =>
      [1, 2, 3].map((part) => run.set(`s${at}-${part}`, 'x', new Typist([]).at())),
    );
    await Promise.all(sets);
    expect((await vault(PASSPHRASE).list(new Typist([]).at())).size).toBe(18);
    expect(readdirSync(join(folder, 'data'))).toEqual(['vault']);
  });

  it('sees what another run has set or removed', async () => {
    await filled({ core: 'x' });
    const mine = vault(PASSPHRASE);
    const nobody = new Typist([]).at();
    expect(await mine.read('core', nobody)).toBe('x');
    const other = vault(PASSPHRASE);
    await other.set('core', 'y', nobody);
    expect(await mine.read('core', nobody)).toBe('y');
    expect(await other.remove('core', nobody)).toBe('removed');
    expect(await other.remove('core', nobody)).toBe('not there');
    await mine.set('edge', 'z', nobody);
    expect([...(await mine.list(nobody)).keys()]).toEqual(['edge']);
  });

  it('has another passphrase once it is changed, which a run with the old key asks for', async () => {
    await filled({ core: 'x' });
    const mine = vault();
    await mine.read('core', new Typist([PASSPHRASE]).at());
    const next = 'battery staple';
    await vault().changePassphrase(new Typist([PASSPHRASE, next, next]).at());
    const person = new Typist([next]);
    await mine.set('edge', 'y', person.at());
    expect(person.asked).toHaveLength(1);
    const names = (await vault(next).list(new Typist([]).at())).keys();
    expect([...names]).toEqual(['core', 'edge']);
    await expect(vault(PASSPHRASE).list(new Typist([]).at())).rejects.toThrow('is not the vault');
  });

  it('is not opened again once it was closed', async () => {
    await filled({ core: 'x' });
    const opened = vault();
    await opened.read('core', new Typist([PASSPHRASE]).at());
    await opened.close();
    await opened.close();
    expect(opened.isOpen).toBe(false);
    await expect(opened.read('core', new Typist([PASSPHRASE]).at())).rejects.toThrow('was closed');
  });

  it('leaves a damaged file as it is, and says so', async () => {
    await filled({ core: 'x' });
    const torn = readFileSync(file).subarray(0, 300);
    writeFileSync(file, torn);
    const nobody = new Typist([]);
    await expect(vault().read('core', nobody.at('r1'))).rejects.toThrow('is damaged');
    await expect(vault().set('core', 'y', nobody.at())).rejects.toThrow('is damaged');
    expect(readFileSync(file).equals(torn)).toBe(true);
  });
});

function vault(passphrase?: string): Vault {
  return new Vault({ file, clock: systemClock, passphrase, making: { log2N: 10, r: 8, p: 1 } });
}

async function filled(secrets: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, secret] of Object.entries(secrets)) {
    await vault(PASSPHRASE).set(name, secret, new Typist([]).at());
  }
}

/** A reader, and when it begins to wait for the vault. */
function noticed(reader: VaultReader): { reader: VaultReader; isWaiting: Promise<void> } {
  const { signal } = reader;
  const isWaiting = new Promise<void>((resolve) => {
    const listen = signal.addEventListener.bind(signal);
    signal.addEventListener = (...listened: Parameters<typeof listen>) => {
      listen(...listened);
      resolve();
    };
  });
  return { reader, isWaiting };
}

/** A person who types what they were told to; `until gone` is one who lets a question stand. */
class Typist implements Asker {
  readonly asked: string[] = [];
  readonly isAsked: Promise<void>;
  #noteAsked: () => void = () => undefined;
  /** The question that stands is answered by Escape. */
  givesUp: () => void = () => undefined;
  readonly #answers: (string | undefined)[];

  constructor(answers: readonly (string | undefined)[]) {
    this.#answers = [...answers];
    this.isAsked = new Promise((resolve) => {
      this.#noteAsked = resolve;
    });
  }

  at(who?: string): VaultReader {
    return { ...(who !== undefined && { who }), asker: this, signal: new AbortController().signal };
  }

  trustHostKey(): Promise<'reject'> {
    return Promise.resolve('reject');
  }

  secret({ text, instructions, signal }: SecretQuestion): Promise<string | undefined> {
    this.asked.push([instructions, text].filter((one) => one !== '').join(' | '));
    if (this.#answers.length === 0) return Promise.reject(new Error(`nobody expected: ${text}`));
    const answer = this.#answers.shift();
    this.#noteAsked();
    if (answer !== 'until gone') return Promise.resolve(answer);
    return new Promise((resolve) => {
      this.givesUp = () => resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
  }
}
