import type { AnswerError, HostAnswer } from '../link/backend.ts';
import type { HostOperation } from '../link/host-operation.ts';
import type { FromKernel } from '../link/protocol.ts';

/** Commands under way on the other side of the pipe, where the sessions are. */
export class Requests {
  readonly #send: (message: FromKernel) => void;
  readonly #open = new Map<number, OpenRequest>();
  #lastId = 0;

  constructor(send: (message: FromKernel) => void) {
    this.#send = send;
  }

  run(request: {
    selector: string;
    command: string;
    timeoutMs: number | undefined;
  }): Promise<readonly HostAnswer[]> {
    return this.#ask((id) => ({ kind: 'run', id, ...request }));
  }

  operate(request: {
    selector: string;
    operation: HostOperation;
    timeoutMs: number | undefined;
  }): Promise<readonly HostAnswer[]> {
    return this.#ask((id) => ({ kind: 'operate', id, ...request }));
  }

  #ask(message: (id: number) => FromKernel): Promise<readonly HostAnswer[]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#send(message(id));
    });
  }

  answer(id: number, answers: readonly HostAnswer[]): void {
    this.#open.get(id)?.resolve(answers);
    this.#open.delete(id);
  }

  refuse(id: number, { code, message, advice }: AnswerError): void {
    const line = advice === '' ? message : `${message}: ${advice}`;
    this.#open.get(id)?.reject(Object.assign(new RunError(line), { code }));
    this.#open.delete(id);
  }

  /**
   * Ends every command. Whoever waits for one waits for ever: a rejection could be caught, and a loop that tries again would go
   * on sending commands behind the back of whoever stopped it.
   */
  abortAll(): void {
    for (const id of this.#open.keys()) this.#send({ kind: 'abort', id });
    this.#open.clear();
  }
}

/** A command that ran nowhere. */
export class RunError extends Error {
  override name = 'RunError';
}

interface OpenRequest {
  readonly resolve: (answers: readonly HostAnswer[]) => void;
  readonly reject: (error: Error) => void;
}
