import { expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import type { Host } from '../../../src/core/host.ts';
import { Deadline } from '../../../src/net/deadline.ts';
import type { LoginContext } from '../../../src/net/login-context.ts';
import { Memory } from '../../../src/net/memory.ts';
import { PasswordKeeper } from '../../../src/net/password-keeper.ts';
import { testHost } from '../../helpers/test-host.ts';

const memory = new Memory();

function keeperFor(host: Host, answer: string): PasswordKeeper {
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
