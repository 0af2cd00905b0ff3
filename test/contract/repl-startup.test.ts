import { afterEach, describe, expect, it } from 'vitest';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import type { KernelOptions } from '../../src/repl/link/kernel-options.ts';

// The person's own first cell, in the real kernel.

const NO_HOSTS = { hosts: () => [], run: async () => [], operate: async () => [] };
const kernels: Kernel[] = [];

afterEach(() => Promise.all(kernels.splice(0).map((kernel) => kernel.close())));

function open(startup: KernelOptions['startup']): { kernel: Kernel; printed: () => string } {
  const kernel = new Kernel({ backend: NO_HOSTS, ...(startup ? { startup } : {}) });
  kernels.push(kernel);
  let printed = '';
  kernel.events.on((event) => {
    if (event.type === 'printed') printed += event.text;
  });
  return { kernel, printed: () => printed };
}

describe('the startup file', () => {
  it('runs before every cell, however long it takes to be read', async () => {
    let read: (file: { source: string; file: string }) => void = () => undefined;
    const { kernel } = open(() => new Promise((resolve) => (read = resolve)));
    kernel.events.on((event) => {
      // The cell below waits in the kernel's queue by now.
      if (event.type === 'started')
        setImmediate(() => read({ source: 'const mine = 7', file: 's.ts' }));
    });
    expect(await kernel.evaluate('mine')).toMatchObject({ status: 'value', number: 1 });
  });

  it('has no number, no place in In and leaves nothing in Out', async () => {
    const { kernel } = open(async () => ({ source: '40 + 2', file: 'startup.ts' }));
    expect(await kernel.evaluate('[In.length, Object.keys(Out).length, _]')).toMatchObject({
      number: 1,
      text: expect.stringMatching(/2.*0.*undefined/s),
    });
  });

  it('runs again in a kernel that was started anew', async () => {
    const { kernel } = open(async () => ({ source: 'globalThis.n = 5', file: 'startup.ts' }));
    await kernel.evaluate('process.exit(1)');
    expect(await kernel.evaluate('n')).toMatchObject({ status: 'value' });
  });

  it.each([
    ['throws', 'const a = 1;\nnull.x', /^startup\.ts: TypeError.*startup\.ts:2:6/s],
    ['cannot be read', 'let let', /^startup\.ts: SyntaxError/],
    ['ends too early', 'print(', /^startup\.ts: it ends too early/],
  ])('that %s is said with its place, and hinders no cell', async (_, source, expected) => {
    const { kernel, printed } = open(async () => ({ source, file: 'startup.ts' }));
    expect(await kernel.evaluate('1')).toMatchObject({ status: 'value' });
    expect(printed()).toMatch(expected);
  });

  it('that never ends is ended by Ctrl-C', async () => {
    const { kernel, printed } = open(async () => ({ source: 'for (;;);', file: 'startup.ts' }));
    const started = new Promise<void>((resolve) =>
      kernel.events.on((event) => event.type === 'started' && setImmediate(resolve)),
    );
    kernel.start();
    await started;
    await kernel.interrupt();
    expect(await kernel.evaluate('1')).toMatchObject({ status: 'value' });
    expect(printed()).toContain('startup.ts: interrupted');
  });
});
