/**
 * Takes the escape sequences out of a terminal stream, whatever the chunks: what is left is text that was painted.
 * Knows the shapes of ECMA-48 (CSI, OSC, DCS, two-byte escapes), not their meaning.
 */
export class PrintableText {
  #state: 'text' | 'escape' | 'csi' | 'string' | 'string-escape' = 'text';

  /** The printable ASCII in the next chunk; other characters come out as `?`. */
  read(chunk: Uint8Array): string {
    let text = '';
    for (const byte of chunk) {
      if (this.#state === 'text') {
        if (byte === 0x1b) this.#state = 'escape';
        else if (byte >= 0x20 && byte !== 0x7f)
          text += byte < 0x7f ? String.fromCharCode(byte) : '?';
      } else this.#state = next(this.#state, byte);
    }
    return text;
  }
}

function next(
  state: 'escape' | 'csi' | 'string' | 'string-escape',
  byte: number,
): 'text' | 'escape' | 'csi' | 'string' | 'string-escape' {
  switch (state) {
    case 'escape':
      if (byte === 0x5b) return 'csi';
      // OSC, DCS, SOS, PM and APC run to ST or BEL.
      if ([0x5d, 0x50, 0x58, 0x5e, 0x5f].includes(byte)) return 'string';
      return byte >= 0x20 && byte < 0x30 ? 'escape' : 'text';
    case 'csi':
      return byte >= 0x40 && byte <= 0x7e ? 'text' : 'csi';
    case 'string':
      if (byte === 0x07) return 'text';
      return byte === 0x1b ? 'string-escape' : 'string';
    case 'string-escape':
      return 'text';
  }
}
