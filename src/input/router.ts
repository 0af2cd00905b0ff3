import type { Key } from '../core/key.ts';
import type { CommandName } from './bindings.ts';
import type { InputEvent, MouseEvent } from './input-event.ts';
import { decodeKeys, isSameKey } from './key.ts';
import { commandOf, type Keymap } from './keymap.ts';
import { kittyToLegacy } from './kitty.ts';
import { utf8Length } from './sequence-end.ts';

/** Where typed keys go now: to the focused device, or to a layer of our own (REPL, dialog, help). */
export type InputTarget = 'device' | 'chrome';

export interface RouterOptions {
  readonly keymap: Keymap;
  readonly target: () => InputTarget;
  /** The original bytes, for the focused device. */
  readonly onDeviceBytes: (bytes: Uint8Array) => void;
  readonly onKey: (key: Key) => void;
  /** A whole paste; it may hold anything, controls included. */
  readonly onPaste: (bytes: Uint8Array, target: InputTarget) => void;
  readonly onMouse: (event: MouseEvent) => void;
  readonly onFocus?: (isFocused: boolean) => void;
  readonly onCommand: (command: CommandName) => void;
  /** A key after the prefix that means nothing. */
  readonly onUnknown: (key: Key) => void;
  readonly onPrefix: (state: 'waiting' | 'idle') => void;
  /** The terminal's answer to a question of ours. */
  readonly onReply: (bytes: Uint8Array) => void;
}

/**
 * Decides what each input event is for. One key is ours, the prefix; after it one key is a command. All else reaches
 * a focused device exactly as the terminal sent it.
 */
export class Router {
  readonly #options: RouterOptions;
  readonly #keymap: Keymap;
  /** The one byte an ordinary terminal sends for the prefix, if it is one byte. */
  readonly #prefixByte: number | undefined;
  #isWaiting = false;
  #keyboard: 'legacy' | 'kitty' = 'legacy';
  #paste: Uint8Array[] | undefined;

  constructor(options: RouterOptions) {
    this.#options = options;
    this.#keymap = options.keymap;
    this.#prefixByte = prefixByteOf(options.keymap);
  }

  /** Whether the person's terminal speaks the kitty keyboard protocol; panes never do. */
  setKeyboard(keyboard: 'legacy' | 'kitty'): void {
    this.#keyboard = keyboard;
  }

  event(event: InputEvent): void {
    switch (event.type) {
      case 'bytes':
        this.#bytes(event.bytes);
        break;
      case 'sequence':
        this.#sequence(event.bytes);
        break;
      case 'paste-start':
        this.reset();
        this.#paste = [];
        break;
      case 'paste-bytes':
        this.#paste?.push(Uint8Array.from(event.bytes));
        break;
      case 'paste-end':
        this.#endPaste();
        break;
      case 'mouse':
        this.#options.onMouse(event);
        break;
      case 'focus':
        this.#options.onFocus?.(event.isFocused);
        break;
      case 'reply':
        this.#options.onReply(event.bytes);
        break;
    }
  }

  /** Forgets a prefix that waits for its key. */
  reset(): void {
    this.#setWaiting('idle');
  }

  #bytes(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#isWaiting) {
        const end = Math.min(bytes.length, at + utf8Length(bytes[at] ?? 0));
        const [pressed] = decodeKeys({ bytes: bytes.subarray(at, end) });
        if (pressed !== undefined) this.#afterPrefix(pressed);
        at = end;
        continue;
      }
      const prefixAt = this.#findPrefix(bytes, at);
      if (prefixAt > at) this.#toTarget(bytes.subarray(at, prefixAt));
      if (prefixAt < bytes.length) this.#setWaiting('waiting');
      at = prefixAt + 1;
    }
  }

  #sequence(bytes: Uint8Array): void {
    // ESC and the prefix in one read are two keys pressed one after the other.
    if (bytes.length === 2 && bytes[1] === this.#prefixByte) {
      this.#sequence(bytes.subarray(0, 1));
      this.#bytes(bytes.subarray(1));
      return;
    }
    const keys = decodeKeys({ bytes });
    const [pressed] = keys;
    if (this.#isWaiting) {
      if (pressed !== undefined) this.#afterPrefix(pressed);
      return;
    }
    if (pressed !== undefined && isSameKey(pressed, this.#keymap.prefix)) {
      this.#setWaiting('waiting');
      return;
    }
    this.#toTarget(bytes);
  }

  #afterPrefix(pressed: Key): void {
    this.#setWaiting('idle');
    if (isSameKey(pressed, this.#keymap.prefix)) {
      this.#sendPrefix();
      return;
    }
    // Escape calls the prefix off.
    if (pressed.name === 'escape') return;
    const command = commandOf(this.#keymap, pressed);
    if (command === undefined) this.#options.onUnknown(pressed);
    else this.#options.onCommand(command);
  }

  #sendPrefix(): void {
    const byte = this.#prefixByte;
    if (byte !== undefined && this.#options.target() === 'device') {
      this.#options.onDeviceBytes(Uint8Array.of(byte));
    } else {
      this.#options.onCommand('send-prefix');
    }
  }

  #toTarget(bytes: Uint8Array): void {
    const taken = this.#toChrome(bytes);
    if (taken < bytes.length) this.#toDevice(bytes.subarray(taken));
  }

  /**
   * Gives keys to the layer of ours that has them, one by one: a key may close it, and what came in the same read then
   * belongs to the device. Gives back how many bytes were taken.
   */
  #toChrome(bytes: Uint8Array): number {
    if (this.#options.target() !== 'chrome') return 0;
    const isSequence = bytes[0] === 0x1b;
    let taken = 0;
    for (const pressed of decodeKeys({ bytes })) {
      if (this.#options.target() !== 'chrome') return taken;
      // In plain text a key that writes nothing is one control byte.
      taken += isSequence || pressed.text === '' ? 1 : Buffer.byteLength(pressed.text);
      this.#options.onKey(pressed);
    }
    return bytes.length;
  }

  #toDevice(bytes: Uint8Array): void {
    const legacy = this.#keyboard === 'kitty' && bytes[0] === 0x1b ? translated(bytes) : bytes;
    if (legacy.length > 0) this.#options.onDeviceBytes(legacy);
  }

  #endPaste(): void {
    const pieces = this.#paste;
    this.#paste = undefined;
    if (pieces !== undefined) this.#options.onPaste(Buffer.concat(pieces), this.#options.target());
  }

  #setWaiting(state: 'waiting' | 'idle'): void {
    const isWaiting = state === 'waiting';
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    this.#options.onPrefix(state);
  }

  /** Where the prefix is in typed bytes, or their end. */
  #findPrefix(bytes: Uint8Array, start: number): number {
    const byte = this.#prefixByte;
    const found = byte === undefined ? -1 : bytes.indexOf(byte, start);
    return found < 0 ? bytes.length : found;
  }
}

function prefixByteOf({ prefix: { name, ctrl, alt } }: Keymap): number | undefined {
  if (!ctrl || alt) return undefined;
  const control = kittyToLegacy(`\x1b[${(name === 'space' ? ' ' : name).codePointAt(0)};5u`);
  return control.length === 1 ? control.charCodeAt(0) : undefined;
}

function translated(bytes: Uint8Array): Uint8Array {
  const sequence = Buffer.from(bytes).toString('latin1');
  const legacy = kittyToLegacy(sequence);
  return legacy === sequence ? bytes : Buffer.from(legacy, 'utf8');
}
