import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { OpenTransport } from '../core/transport.ts';

/**
 * SSH, and telnet where the inventory says so and nothing answers at the SSH port: it is closed, or silent. What goes wrong
 * behind an open port (a host key, a login, algorithms) or on the way there is never a reason to send a password in the clear.
 * Nor is a host that SSH has reached before, unless a person asks: one that reboots refuses SSH for a while, and so does
 * somebody in between who wants the password.
 */
export function openWithFallback(
  host: Pick<Host, 'name'>,
  open: {
    /** `onReached` is called when the SSH port has taken the connection. */
    readonly ssh: (onReached: () => void) => OpenTransport;
    /** `warning` is what the session's title has to say. */
    readonly telnet: (warning: string) => OpenTransport;
  },
): OpenTransport {
  let wasReached = false;
  return async (request) => {
    let isReached = false;
    const ssh = open.ssh(() => {
      isReached = true;
      wasReached = true;
    });
    try {
      return await ssh(request);
    } catch (thrown) {
      const error = asShowrunError(thrown);
      const why = WHY[error.code];
      const isDowngrade = wasReached && request.attendance === 'unattended';
      if (isReached || isDowngrade || why === undefined || error.subject !== host.name) throw error;
      request.onProgress(`SSH ${why}, trying telnet`);
      return await open
        .telnet(`telnet (SSH ${why}), not encrypted`)(request)
        .catch((second: unknown) => {
          throw bothFailed(error, asShowrunError(second));
        });
    }
  };
}

const WHY: Readonly<Record<string, string>> = { refused: 'refused', timeout: 'did not answer' };

function bothFailed(ssh: ShowrunError, telnet: ShowrunError): ShowrunError {
  const { code, advice, subject, retry } = telnet;
  if (code === 'interrupted' || code === 'needs-person') return telnet;
  return new ShowrunError(code, `${ssh.message}; by telnet ${telnet.message}`, {
    ...(subject !== undefined && { subject }),
    ...{ advice, retry, cause: telnet },
  });
}
