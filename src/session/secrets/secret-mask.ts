/** Hides the echo of a secret that goes out on a line where nobody should be able to read it, should the device send one. */
export class SecretMask {
  #secret: Uint8Array = NOTHING;
  /** So much of it was echoed already. */
  #seen = 0;

  /** The secret goes out next; what comes first after it may be its echo. */
  arm(secret: string): void {
    this.#secret = Buffer.from(secret, 'utf8');
    this.#seen = 0;
  }

  /** The bytes as they may be shown: the echo of a secret, byte by byte or whole, as asterisks. */
  filter(chunk: Uint8Array): Uint8Array {
    if (this.#secret.length === 0) return chunk;
    let length = 0;
    while (
      this.#seen < this.#secret.length &&
      length < chunk.length &&
      chunk[length] === this.#secret[this.#seen]
    ) {
      length++;
      this.#seen++;
    }
    if (length < chunk.length || this.#seen === this.#secret.length) this.#secret = NOTHING;
    if (length === 0) return chunk;
    const masked = Uint8Array.from(chunk);
    masked.fill(ASTERISK, 0, length);
    return masked;
  }
}

const NOTHING = new Uint8Array();
const ASTERISK = 0x2a;
