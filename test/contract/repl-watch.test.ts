import { afterEach, describe, expect, it } from 'vitest';
import type { HostAnswer, KernelBackend, RunRequest } from '../../src/repl/link/backend.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import type { ProgramServices } from '../../src/repl/link/program-requests.ts';

// Watches in the real kernel, over devices that answer when the test says so.

const kernels: Kernel[] = [];

afterEach(() => Promise.all(kernels.splice(0).map((kernel) => kernel.close())));

/** Devices by name: what each says to its nth question; nothing for one that does not answer. */
type Say = (asked: number) => string | undefined;

class Devices implements KernelBackend {
  readonly asked = new Map<string, number>();
  readonly #says: Readonly<Record<string, Say>>;
  /** Questions of hosts that have not been answered. */
  readonly open = new Map<string, () => void>();

  constructor(says: Readonly<Record<string, Say>>) {
    this.#says = says;
  }

  hosts() {
    return Object.keys(this.#says).map((name) => ({
      ...{ name, groups: ['core'], platform: 'cisco_ios', address: '192.0.2.1' },
    }));
  }

  async run({ hosts, signal }: RunRequest): Promise<readonly HostAnswer[]> {
    return Promise.all(hosts.map((host) => this.#answer(host, signal)));
  }

  async operate(): Promise<readonly HostAnswer[]> {
    return [];
  }

  async #answer(host: string, signal: AbortSignal): Promise<HostAnswer> {
    const count = (this.asked.get(host) ?? 0) + 1;
    this.asked.set(host, count);
    const state = this.#says[host]?.(count);
    if (state === undefined) {
      await new Promise<void>((resolve) => {
        this.open.set(host, resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (state === 'lost') {
      const error = { code: 'hung-up', message: `${host} is gone`, advice: '' };
      return { status: 'failed', host, error };
    }
    const isRefused = state === 'refused';
    return {
      status: 'done',
      result: {
        ...{ host, platform: 'cisco_ios', command: 'show states', mode: 'privileged' },
        text: isRefused ? '% Invalid input' : String(state),
        outcome: isRefused ? 'refused' : 'ok',
        ...{ startedAtMs: 1_000, elapsedMs: 5 },
        table: isRefused
          ? undefined
          : { columns: ['interface', 'state'], rows: [['Gi0', state ?? 'up']], origin: undefined },
      },
    };
  }
}

/** A kernel with a screen, and what is seen on it. */
function open(says: Readonly<Record<string, Say>>, services: ProgramServices = {}) {
  const devices = new Devices(says);
  const kernel = new Kernel({ backend: devices, services });
  kernels.push(kernel);
  kernel.setRoom({ cols: 100, rows: 20 });
  const pictures: string[] = [];
  const waiting = new Set<() => void>();
  kernel.events.on((event) => {
    if (event.type === 'live') pictures.push(event.text.replace(/\u001b\[[\d;]*m/g, ''));
    for (const check of waiting) check();
  });
  const sees = (sight: RegExp) =>
    new Promise<string>((resolve) => {
      const check = () => {
        const last = pictures.at(-1) ?? '';
        if (!sight.test(last)) return;
        waiting.delete(check);
        resolve(last);
      };
      waiting.add(check);
      check();
    });
  return { kernel, devices, sees, pictures };
}

describe('%watch', () => {
  it('asks again until its condition holds, tells the program, and gives the last table with its samples', async () => {
    const notices: unknown[] = [];
    const notify = async (asked: unknown) => {
      notices.push(asked);
      return undefined;
    };
    const { kernel, devices } = open(
      { r1: (asked) => (asked < 3 ? 'INIT' : 'FULL'), r2: () => 'FULL' },
      { notify },
    );
    const outcome = await kernel.evaluate('w = %watch 200ms @all show states until: state == FULL');
    expect(outcome).toMatchObject({ status: 'value' });
    expect(devices.asked.get('r1')).toBe(3);
    expect(notices).toEqual([{ text: 'watch: state == FULL holds' }]);
    expect(await kernel.evaluate('w.samples.map(row => row.state).join()')).toMatchObject({
      text: expect.stringContaining('INIT,FULL,INIT,FULL,FULL,FULL'),
    });
  });

  it('never asks a host that has not answered, while the others go on', async () => {
    const { kernel, devices, sees } = open({
      fast: () => 'up',
      slow: (asked) => (asked === 2 ? undefined : 'up'),
    });
    const outcome = kernel.evaluate('%watch 200ms @all show states');
    await sees(/late: slow \d+s/);
    expect(devices.asked.get('slow')).toBe(2);
    expect(devices.asked.get('fast')).toBeGreaterThan(5);
    devices.open.get('slow')?.();
    await sees(/^(?![\s\S]*late:)[\s\S]*slow +Gi0/);
    kernel.stopLive();
    expect(await outcome).toMatchObject({ status: 'value' });
  });

  it('shows a lost host and one that refuses, and takes a host back that answers again', async () => {
    const { kernel, sees } = open({
      r1: (asked) => (asked > 2 && asked < 6 ? 'lost' : 'up'),
      r2: (asked) => (asked < 6 ? 'refused' : 'up'),
    });
    const outcome = kernel.evaluate('%watch 200ms @all show states |> where interface == Gi0');
    await sees(/refused: r2 \(% Invalid input\)/);
    await sees(/lost: r1 \(r1 is gone\)/);
    const picture = await sees(/r1 +Gi0[\s\S]*r2 +Gi0/);
    expect(picture).not.toMatch(/lost|refused/);
    kernel.stopLive();
    await outcome;
  });

  it('is interrupted like any cell, and stands in no later cell’s way', async () => {
    const { kernel, devices, sees } = open({ r1: () => 'up' });
    const outcome = kernel.evaluate('%watch 200ms @all show states');
    await sees(/sample 2/);
    await kernel.interrupt();
    expect(await outcome).toMatchObject({ status: 'interrupted' });
    const asked = devices.asked.get('r1') ?? 0;
    expect(await kernel.evaluate('(await run("r1", "show states")).text')).toMatchObject({
      text: expect.stringContaining('up'),
    });
    expect(devices.asked.get('r1')).toBe(asked + 1);
  });

  it('takes keys and a new size of the screen', async () => {
    const { kernel, sees } = open({ r1: () => 'up' });
    const outcome = kernel.evaluate('%watch 200ms @all show states');
    await sees(/every 200ms/);
    kernel.pressLive('p');
    await sees(/paused/);
    kernel.pressLive('p');
    kernel.pressLive('+');
    await sees(/every 500ms/);
    kernel.setRoom({ cols: 40, rows: 20 });
    await sees(/\nq stops/);
    kernel.stopLive();
    await outcome;
  });

  it.each([
    ['%watch 50ms @all show states', 'the shortest interval of a watch is 200 ms'],
    ['%watch 1s r1.config("interface Lo1")', 'a watch only asks: config is not repeated'],
    ['%timeit r1.save()', '%timeit only asks: save is not repeated'],
    ['%watch 1s', '%watch needs something to watch'],
    ['%watch 1s @all show states until: speed > 3', "no column 'speed'"],
    ['%watch 1s @nobody show states', 'nobody'],
    ['%watch 1s nothing.here', 'nothing is not defined'],
    ['[1, 2] |> watch 1s', 'watch has nobody to ask again'],
    ['@r1 show states |> watch 1s soon', "watch does not know 'soon'"],
  ])('says what is wrong with %s', async (source, message) => {
    const { kernel } = open({ r1: () => 'up' });
    expect(await kernel.evaluate(source)).toMatchObject({
      status: 'failed',
      text: expect.stringContaining(message),
    });
  });
});

describe('a stage and a method', () => {
  it.each([
    '@r1 show states |> where state == up |> select state |> watch 200ms times: 3',
    "run('r1', 'show states').where('state == up').watch('200ms', { times: 3 })",
    'x = @r1 show states\nx.watch({ every: 200, times: 2 })',
  ])('ask again what asked the hosts, with its stages: %s', async (source) => {
    const { kernel, devices } = open({ r1: () => 'up' });
    expect(await kernel.evaluate(source)).toMatchObject({ status: 'value' });
    expect(devices.asked.get('r1')).toBeGreaterThanOrEqual(3);
  });
});

describe('without a screen', () => {
  it('prints each answer that is another one, with its time', async () => {
    const kernel = new Kernel({
      backend: new Devices({ r1: (asked) => (asked < 3 ? 'INIT' : 'FULL') }),
    });
    kernels.push(kernel);
    let printed = '';
    kernel.events.on((event) => {
      if (event.type === 'printed') printed += event.text;
    });
    await kernel.evaluate('w = %watch 200ms @r1 show states times: 4');
    const plain = printed.replace(/\u001b\[[\d;]*m/g, '').replace(/\d\d:\d\d:\d\d/g, 'TIME');
    expect(plain).toMatch(/^TIME\n +interface +state\n +Gi0 +INIT\nTIME\n.*\n~ Gi0 +FULL\n$/);
  });
});
