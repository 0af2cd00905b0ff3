import { DONT, IAC, LOWEST_COMMAND, SB, SE, type Verb, WILL } from './protocol.ts';

/** A piece of the far end's stream. */
export type TelnetPart =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'command'; readonly code: number }
  | { readonly kind: 'option'; readonly verb: Verb; readonly option: number }
  | { readonly kind: 'subnegotiation'; readonly option: number; readonly bytes: Uint8Array };

/** Longer subnegotiations are read over: none that we understand comes near it. */
export const MAX_SUBNEGOTIATION_BYTES = 1_024;

/**
 * Takes a stream of RFC 854 apart; chunks may end anywhere. Data keeps its line ends, but for the NUL that follows a
 * lone CR.
 */
export class TelnetParser {
  /** The far end sends eight bits as they are (RFC 856): a NUL behind CR is then data. */
  isBinary = false;
  #state: 'data' | 'iac' | 'verb' | 'sub' | 'sub iac' = 'data';
  #verb: Verb = WILL;
  #isAfterCr = false;
  #sub: number[] = [];

  /** Lazy: a part is read under the options that the parts before it have set. */
  *read(chunk: Uint8Array): Generator<TelnetPart, void> {
    if (this.#isPlain(chunk)) {
      this.#isAfterCr = chunk.at(-1) === CR;
      yield { kind: 'data', bytes: chunk };
      return;
    }
    let data: number[] = [];
    for (const byte of chunk) {
      if (this.#state === 'data') {
        if (byte === IAC) this.#state = 'iac';
        else this.#take(byte, data);
        continue;
      }
      if (this.#state === 'iac' && (byte === IAC || byte < LOWEST_COMMAND)) {
        // Below the commands: the Data Mark was here, as TCP urgent data, which the system takes out of the stream.
        this.#state = 'data';
        this.#take(byte, data);
        continue;
      }
      const part = this.#control(byte);
      if (part === undefined) continue;
      if (data.length > 0) yield { kind: 'data', bytes: Uint8Array.from(data) };
      data = [];
      yield part;
    }
    if (data.length > 0) yield { kind: 'data', bytes: Uint8Array.from(data) };
  }

  /** Nothing in it needs a second look. */
  #isPlain(chunk: Uint8Array): boolean {
    if (this.#state !== 'data' || chunk.length === 0 || chunk.includes(IAC)) return false;
    return this.isBinary || !chunk.includes(0);
  }

  #take(byte: number, data: number[]): void {
    const isPadding = byte === 0 && this.#isAfterCr && !this.isBinary;
    this.#isAfterCr = byte === CR;
    if (!isPadding) data.push(byte);
  }

  #control(byte: number): TelnetPart | undefined {
    switch (this.#state) {
      case 'iac':
        return this.#command(byte);
      case 'verb':
        this.#state = 'data';
        return { kind: 'option', verb: this.#verb, option: byte };
      case 'sub':
        if (byte === IAC) this.#state = 'sub iac';
        else this.#keep(byte);
        return undefined;
      case 'sub iac':
        return this.#endOfSub(byte);
      case 'data':
        return undefined;
    }
  }

  #command(byte: number): TelnetPart | undefined {
    if (byte === SB) {
      this.#sub = [];
      this.#state = 'sub';
      return undefined;
    }
    if (byte >= WILL && byte <= DONT) {
      this.#verb = byte as Verb;
      this.#state = 'verb';
      return undefined;
    }
    this.#state = 'data';
    return { kind: 'command', code: byte };
  }

  #endOfSub(byte: number): TelnetPart | undefined {
    if (byte === IAC) {
      this.#keep(byte);
      this.#state = 'sub';
      return undefined;
    }
    const [option, ...bytes] = this.#sub;
    this.#sub = [];
    // A peer that forgets IAC SE goes on with its next command.
    if (byte !== SE) return this.#command(byte);
    this.#state = 'data';
    if (option === undefined || bytes.length >= MAX_SUBNEGOTIATION_BYTES) return undefined;
    return { kind: 'subnegotiation', option, bytes: Uint8Array.from(bytes) };
  }

  #keep(byte: number): void {
    if (this.#sub.length <= MAX_SUBNEGOTIATION_BYTES) this.#sub.push(byte);
  }
}

const CR = 0x0d;
