import { safe } from '../core/safe.ts';
import type { Session } from '../session/session.ts';
import type { PaneFacts } from './pane-facts.ts';
import { wayText } from './way-text.ts';

/** A session's facts for its pane's title. */
export function paneFactsOf(session: Session): PaneFacts {
  const { status } = session;
  const platform = session.platform.name === 'generic' ? '' : session.platform.title;
  return {
    name: safe(session.name, 60),
    inside: insideOf(session),
    platform,
    warning: session.host.transport === 'telnet' ? 'telnet, not encrypted' : '',
    way: wayText(session.host),
    mode: status.status === 'open' ? (session.mode ?? '') : '',
    state: status.status,
    stateText: stateText(session),
    holder: session.holder?.owner,
    heldKeys: session.heldKeyBytes,
  };
}

/** The device at the far end of a way through others; a host whose entry leads there has its name in the title already. */
function insideOf({ path, hostname, name }: Session): string {
  return path.length === 0 || hostname === name ? '' : safe(hostname ?? '?', 40);
}

function stateText({ status, weaknesses }: Session): string {
  switch (status.status) {
    case 'connecting':
      return status.step;
    case 'open':
      return weaknesses.length > 0 ? 'legacy' : '';
    case 'closed':
      return `closed ${clockTime(status.sinceMs)} · Enter reconnects`;
    case 'lost':
      return `lost ${clockTime(status.sinceMs)} · Enter reconnects`;
    case 'failed':
      return `${status.error.code === 'auth-failed' ? 'login failed' : 'failed'} · Enter tries again`;
  }
}

function clockTime(wallMs: number): string {
  return new Date(wallMs).toTimeString().slice(0, 8);
}
