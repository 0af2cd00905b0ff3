import { expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import type { Host } from '../../../src/core/host.ts';
import type { SecretVault, VaultReader } from '../../../src/core/secret-vault.ts';
import { Deadline } from '../../../src/net/deadline.ts';
import type { LoginContext } from '../../../src/net/login-context.ts';
import { Memory } from '../../../src/net/memory.ts';
import { NOBODY } from '../../../src/net/nobody.ts';
import { PasswordKeeper } from '../../../src/net/password-keeper.ts';
import { testHost } from '../../helpers/test-host.ts';

const memory = new Memory();

function keeperFor(host: Host, answer: string, more: Partial<LoginContext> = {}): PasswordKeeper {
  const context: LoginContext = {
    host,
    who: host.name,
    username: 'ann',
    asker: {
      trustHostKey: () => Promise.resolve('reject'),
      secret: () => Promise.resolve(answer),
    },
    memory,
    deadline: new Deadline(systemClock, () => undefined),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onAsking: () => undefined,
    onQuestion: () => undefined,
    ...more,
  };
  return new PasswordKeeper(context, {});
}

it('a password that was accepted goes to the same account only, not to its namesake behind a bastion', async () => {
  const behind = testHost({ via: [testHost({ name: 'bastion', address: '192.0.2.1' })] });
  const first = keeperFor(testHost(), 'hunter2');
  expect(await first.take()).toBe('hunter2');
  first.accepted();
  expect(await keeperFor(testHost(), 'asked').take()).toBe('hunter2');
  expect(await keeperFor(behind, 'asked').take()).toBe('asked');
});

it('a password in the vault is read for the host, by whoever may be asked in this login, who holds up nobody else', async () => {
  const reads: [string, VaultReader][] = [];
  let isOpen = false;
  const vault: SecretVault = {
    get isOpen() {
      return isOpen;
    },
    read: async (name, reader) => {
      reads.push([name, reader]);
      isOpen = true;
      return 'from the vault';
    },
  };
  const asking: string[] = [];
  const more = { memory: new Memory(vault), asker: NOBODY, onAsking: () => asking.push('asking') };
  const host = testHost({ name: 'r1', password: { from: 'vault', name: 'core' } });
  const keeper = keeperFor(host, 'asked', more);
  expect(await keeper.take()).toBe('from the vault');
  expect(await keeper.take()).toBeUndefined();
  expect(reads).toMatchObject([['core', { who: 'r1', asker: NOBODY }]]);
  expect(asking).toEqual(['asking']);
  // It is open now: there is nothing to wait for.
  expect(await keeperFor(host, 'asked', more).take()).toBe('from the vault');
  expect(asking).toEqual(['asking']);
});
