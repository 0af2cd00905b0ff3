import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { agentKeys } from '../../net/agent-keys.ts';
import { readKnownHosts } from '../../net/known-hosts/files.ts';
import { bad, type Check, note, ok } from './check.ts';

/** Whether an agent is there with keys in it. */
export async function agentCheck(socket: string | undefined): Promise<Check> {
  if (socket === undefined || socket === '') {
    return note('ssh agent', 'none: SSH_AUTH_SOCK is not set; key files and passwords are used');
  }
  try {
    const count = await agentKeys(socket);
    if (count === 0) return note('ssh agent', 'it holds no keys: ssh-add adds one');
    return ok('ssh agent', count === 1 ? '1 key' : `${count} keys`);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return bad('ssh agent', `${safe(socket, 100)}: ${safe(why, 100)}`);
  }
}

/** Whether host keys can be looked up and learned. */
export async function knownHostsCheck(home: string): Promise<Check> {
  const what = 'known_hosts';
  const file = join(home, '.ssh', 'known_hosts');
  const { mode } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mode === undefined)
    return note(what, `${file} is not there yet: the first host key makes it`);
  try {
    const entries = await readKnownHosts([file]);
    accessSync(file, constants.W_OK);
    const count = entries.length === 1 ? '1 key' : `${entries.length} keys`;
    if ((mode & 0o022) !== 0) return bad(what, `${file}: others may write to it: chmod 600`);
    return ok(what, `${file}: ${count}`);
  } catch (thrown) {
    const isClosed = thrown instanceof Error && 'code' in thrown && thrown.code === 'EACCES';
    if (isClosed) return bad(what, `${file} cannot be written: no new host key is remembered`);
    return bad(what, asShowrunError(thrown).line);
  }
}
