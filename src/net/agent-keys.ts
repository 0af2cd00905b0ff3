import { connect } from 'node:net';

const LIMIT_MS = 2_000;
// draft-miller-ssh-agent 4.4: SSH_AGENTC_REQUEST_IDENTITIES, and SSH_AGENT_IDENTITIES_ANSWER with the count behind it.
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const HEAD_BYTES = 9;

/** How many keys the agent behind a socket offers. Rejects where nobody answers there, or nothing of the kind. */
export function agentKeys(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let heard = Buffer.alloc(0);
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error('it does not answer')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('it hung up')));
    socket.on('connect', () => socket.write(Buffer.from([0, 0, 0, 1, REQUEST_IDENTITIES])));
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length >= 5 && heard[4] !== IDENTITIES_ANSWER) {
        socket.destroy(new Error('it refuses to list its keys'));
      } else if (heard.length >= HEAD_BYTES) {
        resolve(heard.readUInt32BE(5));
        socket.destroy();
      }
    });
  });
}
