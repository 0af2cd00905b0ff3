import type { Size } from '../../core/size.ts';
import { Negotiation } from './negotiation.ts';
import {
  AYT,
  BINARY,
  BREAK,
  DATA_MARK,
  DO,
  IAC,
  NAWS,
  NOP,
  SB,
  SE,
  TIMING_MARK,
  TTYPE,
  TTYPE_IS,
  TTYPE_SEND,
  type Verb,
  WILL,
} from './protocol.ts';
import { TelnetParser, type TelnetPart } from './telnet-parser.ts';

/** What a chunk gave: the device's own bytes, and what has to be sent back. */
export interface Received {
  readonly data: Uint8Array;
  readonly reply: Uint8Array;
  /** An answer to `askLife` was among them. */
  readonly life: 'answered' | 'unasked';
}

/** Our end of one telnet connection, as bytes in and bytes out (RFC 854): it reads, negotiates and encodes. */
export class TelnetCodec {
  readonly #parser = new TelnetParser();
  readonly #negotiation = new Negotiation();
  #size: Size;
  #typesNamed = 0;
  #hasOffered = false;
  #mayFlush = false;

  readonly #afterCr: number;

  /** `enter` is what ends a line where the far end translates it: CR NUL unless told (RFC 1123 3.3.1 allows both). */
  constructor(size: Size, { enter = 'CR NUL' }: { readonly enter?: 'CR NUL' | 'CR LF' } = {}) {
    this.#size = size;
    this.#afterCr = enter === 'CR LF' ? LF : 0;
  }

  /**
   * What a client says first. Without it we wait until the far end has negotiated something: a port that is not telnet's
   * own may take raw bytes.
   */
  greet(): Uint8Array {
    this.#hasOffered = true;
    return Uint8Array.from(this.#negotiation.offer());
  }

  receive(chunk: Uint8Array): Received {
    const data: Uint8Array[] = [];
    const reply: number[] = [];
    let life: Received['life'] = 'unasked';
    for (const part of this.#parser.read(this.#withoutStrayMark(chunk))) {
      if (part.kind === 'option' && part.option === TIMING_MARK && part.verb !== DO)
        life = 'answered';
      if (part.kind === 'data') data.push(part.bytes);
      else reply.push(...this.#answer(part));
    }
    return { data: joined(data), reply: Uint8Array.from(reply), life };
  }

  /** Text on its way out: IAC doubled, and behind a lone CR a NUL or a LF, unless the far end takes eight bits. */
  encode(bytes: Uint8Array): Uint8Array {
    const isBinary = this.#negotiation.isOurs(BINARY);
    const encoded: number[] = [];
    this.#noteInterrupt(bytes);
    for (const [at, byte] of bytes.entries()) {
      encoded.push(byte);
      if (byte === IAC) encoded.push(IAC);
      else if (byte === CR && !isBinary && bytes[at + 1] !== LF) encoded.push(this.#afterCr);
    }
    return Uint8Array.from(encoded);
  }

  /**
   * A question that every telnet answers, unseen by the person: yes or no to a timing mark (RFC 860). Empty where the far end
   * has not shown that it speaks telnet.
   */
  askLife(): Uint8Array {
    return Uint8Array.from(this.#hasOffered ? [IAC, DO, TIMING_MARK] : []);
  }

  /** The message that tells a new size; empty while the far end does not want to know. */
  resize(size: Size): Uint8Array {
    this.#size = size;
    return Uint8Array.from(this.#negotiation.isOurs(NAWS) ? this.#sizeMessage() : []);
  }

  /** Behind these keys a server may flush its output and mark the place; with the next Enter that is over. */
  #noteInterrupt(bytes: Uint8Array): void {
    if (bytes.includes(CR)) this.#mayFlush = false;
    if (bytes.some((byte) => INTERRUPTS.has(byte))) this.#mayFlush = true;
  }

  /**
   * The mark (IAC DM) comes as TCP urgent data (RFC 854), of which the system takes one byte out of the stream; in BSD's
   * telnetd it is the IAC, so that DM alone is left. A read never goes beyond urgent data: it stands first.
   */
  #withoutStrayMark(chunk: Uint8Array): Uint8Array {
    if (!this.#mayFlush || chunk[0] !== DATA_MARK) return chunk;
    this.#mayFlush = false;
    return chunk.subarray(1);
  }

  #answer(part: Exclude<TelnetPart, { kind: 'data' }>): number[] {
    switch (part.kind) {
      case 'command':
        // There is nobody to read `yes`; that something comes is the answer.
        return part.code === AYT ? [IAC, NOP] : [];
      case 'subnegotiation':
        return this.#nameTerminal(part);
      case 'option': {
        if (part.option === TIMING_MARK) return markTime(part.verb);
        const offer = this.#hasOffered ? [] : this.greet();
        const isNew = part.option === NAWS && !this.#negotiation.isOurs(NAWS);
        const answer = this.#negotiation.receive(part.verb, part.option);
        this.#parser.isBinary = this.#negotiation.isTheirs(BINARY);
        const size = isNew && this.#negotiation.isOurs(NAWS) ? this.#sizeMessage() : [];
        return [...offer, ...answer, ...size];
      }
    }
  }

  /** RFC 1091: each request gets the next name; the last one twice says that there are no more. */
  #nameTerminal({ option, bytes }: { option: number; bytes: Uint8Array }): number[] {
    if (option !== TTYPE || bytes[0] !== TTYPE_SEND || !this.#negotiation.isOurs(TTYPE)) return [];
    const name = TERMINALS[this.#typesNamed++ % TERMINALS.length] ?? '';
    return [IAC, SB, TTYPE, TTYPE_IS, ...Buffer.from(name, 'latin1'), IAC, SE];
  }

  /** RFC 1073. A byte of 255 in a size is doubled like any other. */
  #sizeMessage(): number[] {
    const { cols, rows } = this.#size;
    const sizes = [cols, rows].flatMap((cells) => [(cells >> 8) & 0xff, cells & 0xff]);
    const escaped = sizes.flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte]));
    return [IAC, SB, NAWS, ...escaped, IAC, SE];
  }
}

/** The key that leaves a device's boot for its monitor, and wakes some consoles. */
export const BREAK_MESSAGE = Uint8Array.of(IAC, BREAK);

/** Lower case: some servers take the name over as it is, and terminfo knows it so. */
const TERMINALS = ['xterm-256color', 'xterm', 'vt100', 'vt100'];
/** Ctrl-C, Ctrl-Z and Ctrl-\\. */
const INTERRUPTS: ReadonlySet<number> = new Set([0x03, 0x1a, 0x1c]);
const CR = 0x0d;
const LF = 0x0a;

/** A mark asked for is given each time, because nobody keeps one; an answer to ours needs none. */
function markTime(verb: Verb): number[] {
  return verb === DO ? [IAC, WILL, TIMING_MARK] : [];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
