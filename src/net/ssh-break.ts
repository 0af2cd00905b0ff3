import type { ClientChannel } from 'ssh2';

/**
 * Asks for a break on the far end's line (RFC 4335). ssh2 has no call for it, so the message is made here and sent as ssh2 sends
 * its own: queued during a key exchange, encrypted otherwise. Resolves with what the server says.
 */
export function requestBreak(channel: ClientChannel): Promise<'sent' | 'refused'> {
  const inner = channel as unknown as ChannelInside;
  const protocol = inner._client?._protocol;
  const isReady = Array.isArray(inner._callbacks) && protocol?._packetRW?.write !== undefined;
  if (!isReady || !channel.writable) return Promise.resolve('refused');
  return new Promise((resolve) => {
    channel.once('close', () => resolve('refused'));
    inner._callbacks.push((failure) => resolve(failure ? 'refused' : 'sent'));
    send(protocol, breakMessage(protocol, inner.outgoing.id));
  });
}

const CHANNEL_REQUEST = 98;
const NAME = 'break';
/** Half a second, which every line takes for a break; the standard has servers do no less. */
const LENGTH_MS = 500;

function breakMessage({ _packetRW: { write } }: Protocol, recipient: number): Buffer {
  const message = write.alloc(1 + 4 + 4 + NAME.length + 1 + 4);
  let at = write.allocStart;
  at = message.writeUInt8(CHANNEL_REQUEST, at);
  at = message.writeUInt32BE(recipient, at);
  at = message.writeUInt32BE(NAME.length, at);
  at += message.write(NAME, at, 'latin1');
  at = message.writeUInt8(1, at);
  message.writeUInt32BE(LENGTH_MS, at);
  return write.finalize(message);
}

function send(protocol: Protocol, message: Buffer): void {
  if (protocol._kexinit === undefined) protocol._cipher.encrypt(message);
  else {
    protocol._queue ??= [];
    protocol._queue.push(message);
  }
}

/** What ssh2's types leave out; its version is pinned. */
interface ChannelInside {
  readonly _callbacks: ((failure: unknown) => void)[];
  readonly _client?: { readonly _protocol?: Protocol };
  readonly outgoing: { readonly id: number };
}

interface Protocol {
  readonly _packetRW: {
    readonly write: {
      readonly allocStart: number;
      alloc(length: number): Buffer;
      finalize(message: Buffer): Buffer;
    };
  };
  readonly _kexinit: unknown;
  readonly _cipher: { encrypt(message: Buffer): void };
  _queue: Buffer[] | undefined;
}
