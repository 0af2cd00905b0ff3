import { setMaxListeners } from 'node:events';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { HostProgress, KernelBackend } from './backend.ts';
import type { ProgramRequestName, ProgramServices } from './program-requests.ts';
import type { FromKernel, ToKernel } from './protocol.ts';

interface ServedOptions {
  readonly backend: KernelBackend;
  readonly services: ProgramServices;
  readonly onProgress: (progress: HostProgress) => void;
}

type Request = Extract<FromKernel, { kind: 'run' | 'operate' | 'ask' }>;

/** What a kernel has asked for and not got yet: commands and operations from the sessions, and the program's services. */
export class Served {
  readonly #options: ServedOptions;
  readonly #open = new Map<number, AbortController>();

  constructor(options: ServedOptions) {
    this.#options = options;
  }

  /** Serves one request; `reply` gets exactly one message. Never rejects. */
  async serve(request: Request, reply: (message: ToKernel) => void): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    // Every host listens to it; Node takes more than ten listeners for a leak and says so on the terminal.
    setMaxListeners(0, controller.signal);
    this.#open.set(id, controller);
    try {
      reply(await this.#answer(request, controller.signal));
    } catch (thrown) {
      const { code, message, advice } = asShowrunError(thrown);
      reply({ kind: 'refused', id, error: { code, message, advice } });
    } finally {
      if (this.#open.get(id) === controller) this.#open.delete(id);
    }
  }

  abort(id: number): void {
    this.#open.get(id)?.abort();
  }

  abortAll(): void {
    for (const one of this.#open.values()) one.abort();
  }

  /** The kernel is gone: nobody waits any more. */
  forget(): void {
    this.abortAll();
    this.#open.clear();
  }

  async #answer(request: Request, signal: AbortSignal): Promise<ToKernel> {
    const { id } = request;
    if (request.kind === 'ask') {
      return { kind: 'told', id, value: await this.#told(request, signal) };
    }
    const { backend, onProgress } = this.#options;
    const { hosts, options } = request;
    const told = { ...options, hosts, signal, onProgress };
    const answers =
      request.kind === 'run'
        ? await backend.run({ ...told, commands: request.commands })
        : await backend.operate({ ...told, operation: request.operation });
    return { kind: 'answers', id, answers };
  }

  async #told({ name, asked }: Extract<Request, { kind: 'ask' }>, signal: AbortSignal) {
    const { services } = this.#options;
    const service = Object.hasOwn(services, name)
      ? services[name as ProgramRequestName]
      : undefined;
    if (service !== undefined) return await service(asked, signal);
    throw new ShowrunError('bad-usage', `'${safe(name, 40)}' cannot be had here`, {
      advice: 'it needs the full screen',
    });
  }
}
