/** The algorithms a server offers in its first KEXINIT (RFC 4253 7.1), in the server's order. */
export interface ServerOffer {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipher: readonly string[];
  readonly mac: readonly string[];
}

const SSH_MSG_KEXINIT = 20;
const COOKIE_BYTES = 16;
/** No KEXINIT is longer; what has not come by then is not one. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads along in the clear text at the start of a connection until the server's KEXINIT is complete. The library reports
 * only that nothing matched; a person needs to know what the device would have accepted.
 */
export class OfferReader {
  #offer: ServerOffer | undefined;
  #bytes = Buffer.alloc(0);
  #isDone = false;

  get offer(): ServerOffer | undefined {
    return this.#offer;
  }

  /** True when the peer has spoken, and not SSH. */
  get isForeign(): boolean {
    return this.#bytes.length > 0 && !this.#bytes.includes('SSH-');
  }

  /** True as long as more bytes are wanted. */
  read(chunk: Buffer): boolean {
    if (this.#isDone) return false;
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#offer = parseOffer(this.#bytes);
    this.#isDone = this.#offer !== undefined || this.#bytes.length > MAX_BYTES;
    if (this.#isDone) this.#bytes = Buffer.alloc(0);
    return !this.#isDone;
  }
}

/** The offer at the start of a server's byte stream; undefined if it is not complete or not there. */
export function parseOffer(bytes: Buffer): ServerOffer | undefined {
  // The server may send lines before its identification (RFC 4253 4.2).
  const ident = bytes.indexOf('SSH-');
  const lineEnd = ident < 0 ? -1 : bytes.indexOf('\n', ident);
  if (lineEnd < 0 || bytes.length < lineEnd + 7) return undefined;
  const packetLength = bytes.readUInt32BE(lineEnd + 1);
  const payload = lineEnd + 6;
  if (packetLength > MAX_BYTES || bytes.length < lineEnd + 5 + packetLength) return undefined;
  if (bytes[payload] !== SSH_MSG_KEXINIT) return undefined;
  const lists: string[][] = [];
  let at = payload + 1 + COOKIE_BYTES;
  while (lists.length < 6) {
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt32BE(at);
    lists.push(bytes.toString('latin1', at + 4, at + 4 + length).split(','));
    at += 4 + length;
  }
  const [kex = [], hostKey = [], cipher = [], , mac = []] = lists;
  return {
    kex: kex.filter((name) => !/^(kex-strict-|ext-info-)/.test(name)),
    hostKey,
    cipher,
    mac,
  };
}
