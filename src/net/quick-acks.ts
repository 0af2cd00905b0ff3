import { Socket } from 'node:net';
import type { SshLogin } from './ssh-login.ts';
import { ping } from './ssh2-internals.ts';

/** More nudges than this never help: the shell opens after a handful of packets. */
const MAX_NUDGES = 4;

/**
 * Saves 40 ms of each connect to OpenSSH. Between login and shell its server says several small things in a row without
 * having switched Nagle's algorithm off, so each waits for our kernel's delayed acknowledgement of the one before. A packet
 * of ours carries the acknowledgement at once: where ssh2 has nothing to answer, a keepalive request is sent.
 *
 * Returns the function that stops it.
 */
export function nudgeAcks({ stream, client }: Pick<SshLogin, 'stream' | 'client'>): () => void {
  if (!(stream instanceof Socket)) return () => {};
  let nudges = 0;
  let written = stream.bytesWritten;
  // ssh2 reads first, because it listened first: what it answers is already counted.
  const onData = () => {
    if (stream.bytesWritten === written && nudges < MAX_NUDGES) {
      nudges++;
      ping(client);
    }
    written = stream.bytesWritten;
  };
  stream.on('data', onData);
  return () => stream.off('data', onData);
}
