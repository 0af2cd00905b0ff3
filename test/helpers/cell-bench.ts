import type { HostAnswer, KernelBackend, RunRequest } from '../../src/repl/link/backend.ts';
import type { CellOutcome } from '../../src/repl/link/cell-outcome.ts';
import { Kernel } from '../../src/repl/link/kernel-host.ts';
import { fakeAnswer } from './fake-kernel-backend.ts';

const HOSTS = [
  {
    name: 'r1',
    groups: ['core'],
    platform: 'cisco_ios',
    address: '10.0.0.1',
    data: { site: 'lab' },
  },
  {
    name: 'r2',
    groups: ['core'],
    platform: 'cisco_ios',
    address: '10.0.0.2',
    data: { site: 'hq' },
  },
  { name: 'sw-1', groups: ['access'], platform: 'cisco_nxos', address: '10.0.0.3' },
  { name: 'dead', groups: [], platform: 'cisco_ios', address: '10.0.0.4' },
];

/** A kernel in its own process over hosts that answer from memory, for cells one after the other. */
export class CellBench {
  readonly kernel: Kernel;
  /** Each command with its host, in the order they were asked. */
  readonly asked: string[] = [];
  printed = '';

  constructor(options: { readonly heapMb?: number } = {}) {
    const backend: KernelBackend = {
      hosts: () => HOSTS,
      run: async (request) => this.#run(request),
      operate: async () => [],
    };
    const services = { 'show-targets': async () => undefined };
    this.kernel = new Kernel({ backend, services, heapMb: options.heapMb ?? 256 });
    this.kernel.events.on((event) => {
      if (event.type === 'printed') this.printed += plain(event.text);
    });
  }

  run(source: string): Promise<CellOutcome> {
    return this.kernel.evaluate(source);
  }

  /** The cell's value as text, `failed: …` with its place, or how else it ended. */
  async said(source: string): Promise<string> {
    const outcome = await this.run(source);
    if (outcome.status === 'value') return plain(outcome.text);
    if (outcome.status === 'failed') return `failed: ${plain(outcome.text)}`;
    return outcome.status;
  }

  /** Resolves when that has been printed. */
  sees(text: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.kernel.events.on(() => {
        if (!this.printed.includes(text)) return;
        stop();
        resolve();
      });
    });
  }

  #run({ hosts, commands }: RunRequest): HostAnswer[] {
    return hosts.flatMap((host) =>
      commands.map((command) => {
        this.asked.push(`${host}: ${command}`);
        return answerOf(host, command);
      }),
    );
  }
}

export function plain(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, '');
}

function answerOf(host: string, command: string): HostAnswer {
  return fakeAnswer(host, command, command === 'show ip int brief' ? TABLE : undefined);
}

const TABLE = {
  columns: ['interface', 'status', 'rx'],
  rows: [
    ['Gi0/0', 'up', '10'],
    ['Gi0/1', 'down', '0'],
  ],
  origin: undefined,
};
