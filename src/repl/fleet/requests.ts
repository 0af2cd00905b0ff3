import type { AnswerError, HostAnswer } from '../link/backend.ts';
import type { FromKernel } from '../link/protocol.ts';

/** Commands under way on the other side of the pipe, where the sessions are. */
export class Requests {
  readonly #send: (message: FromKernel) => void;
  readonly #waiting = new Map<number, OpenRequest>();
  #lastId = 0;
  #onIdle: () => void = () => undefined;
  #teller: Teller = (request) => this.#tellSessions(request);

  constructor(send: (message: FromKernel) => void) {
    this.#send = send;
  }

  /** The kernel tells hosts what the sessions do. */
  tell(request: Telling): Promise<readonly HostAnswer[]> {
    return this.#teller(request);
  }

  /** Puts somebody between cells and sessions, who may tell `next`, until the function that it gives is called. */
  putBetween(between: Between): () => void {
    const next = this.#teller;
    const teller: Teller = (request) => between(request, next);
    this.#teller = teller;
    return () => {
      if (this.#teller === teller) this.#teller = next;
    };
  }

  readonly #tellSessions: Teller = async (request) => {
    return (await this.#open((id) => ({ id, ...request }))) as readonly HostAnswer[];
  };

  /** Something for the sessions that lasts until `end` is called. */
  begin(request: Telling): { readonly end: () => Promise<void> } {
    const done = this.#tellSessions(request).then(
      () => undefined,
      () => undefined,
    );
    const id = this.#lastId;
    return {
      end: () => {
        this.#send({ kind: 'abort', id });
        return done;
      },
    };
  }

  /** Asks for one of the program's services. */
  ask(name: string, asked: unknown): Promise<unknown> {
    return this.#open((id) => ({ kind: 'ask', id, name, asked }));
  }

  #open(message: (id: number) => FromKernel): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(message(id));
    });
  }

  /** Settles when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#waiting.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
  }

  /** What the other side gave: a list of answers, or what a service tells. */
  answer(id: number, value: unknown): void {
    this.#waiting.get(id)?.resolve(value);
    this.#end(id);
  }

  refuse(id: number, { code, message, advice }: AnswerError): void {
    const line = advice === '' ? message : `${message}: ${advice}`;
    this.#waiting.get(id)?.reject(Object.assign(new RunError(line), { code }));
    this.#end(id);
  }

  #end(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#onIdle();
  }

  /**
   * Ends every command. Whoever waits for one waits for ever: a rejection could be caught, and a loop that tries again would go
   * on sending commands behind the back of whoever stopped it.
   */
  abortAll(): void {
    for (const id of this.#waiting.keys()) this.#send({ kind: 'abort', id });
    this.#waiting.clear();
  }
}

/** A command that ran nowhere. */
export class RunError extends Error {
  override name = 'RunError';
}

/** Commands, or an operation, for the hosts of a selector. */
export type Telling = RunTelling | TellingOf<'operate'>;

export type RunTelling = TellingOf<'run'>;

export type Teller = (request: Telling) => Promise<readonly HostAnswer[]>;

export type Between = (request: Telling, next: Teller) => Promise<readonly HostAnswer[]>;

type TellingOf<Kind extends 'run' | 'operate'> = Omit<Extract<FromKernel, { kind: Kind }>, 'id'>;

interface OpenRequest {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
