import { clockedDuration } from '../core/duration.ts';
import type { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { WaitingStatus } from '../session/life/session-status.ts';
import type { Session } from '../session/session.ts';
import type { PaneFacts } from './pane-facts.ts';
import { wayText } from './way-text.ts';

/** A session's facts for its pane's title, at a moment in ms since the epoch. */
export function paneFactsOf(session: Session, nowMs: number): Omit<PaneFacts, 'log'> {
  const { status } = session;
  const platform = session.platform.name === 'generic' ? '' : session.platform.title;
  const [stateText, shortStateText = stateText] = stateTexts(session, nowMs);
  return {
    name: safe(session.name, 60),
    inside: insideOf(session),
    platform,
    warning: session.peer?.warning ?? (session.host.transport === 'telnet' ? TELNET : ''),
    way: wayText(session.host),
    mode: status.status === 'open' ? (session.mode ?? '') : '',
    state: status.status === 'open' && session.silentMs !== undefined ? 'silent' : status.status,
    stateText,
    shortStateText,
    holder: session.holder?.owner,
    heldKeys: session.heldKeyBytes,
  };
}

const TELNET = 'telnet, not encrypted';

/** The device at the far end of a way through others; a host whose entry leads there has its name in the title already. */
function insideOf({ path, hostname, name }: Session): string {
  return path.length === 0 || hostname === name ? '' : safe(hostname ?? '', 40);
}

/** In full, and where there is little room. */
function stateTexts(session: Session, nowMs: number): readonly [string, string?] {
  const { status, weaknesses, silentMs } = session;
  const reloadMs = session.reloads.waiting && nowMs - session.reloads.waiting.sinceMs;
  switch (status.status) {
    case 'connecting':
      return [status.attempt > 1 ? `${status.step} · attempt ${status.attempt}` : status.step];
    case 'open':
      if (reloadMs !== undefined) return [`waiting for its reload ${clockedDuration(reloadMs)}`];
      if (silentMs !== undefined) return [`no reply for ${Math.floor(silentMs / 1_000)} s`];
      return [weaknesses.length > 0 ? 'legacy' : ''];
    case 'closed':
      return [`closed ${clockTime(status.sinceMs)} · Enter reconnects`];
    case 'lost':
      return [`lost ${clockTime(status.sinceMs)} · Enter reconnects`];
    case 'failed':
      return [failedText(status.error)];
    case 'waiting':
      if (reloadMs !== undefined) return reloadTexts(status, nowMs);
      return waitingTexts(status, nowMs);
  }
}

function failedText({ code, legacy }: ShowrunError): string {
  if (legacy !== undefined) return 'failed · L allows old algorithms';
  if (code === 'needs-person') return 'login needed · Enter logs in';
  return `${code === 'auth-failed' ? 'login failed' : 'failed'} · Enter tries again`;
}

/** Counts up since when it is gone, and down to the next attempt. */
function waitingTexts(status: WaitingStatus, nowMs: number): readonly [string, string] {
  const { attempt, dueMs, sinceMs, began } = status;
  const gone = clockedDuration(nowMs - sinceMs);
  const leftSeconds = Math.max(0, Math.ceil((dueMs - nowMs) / 1_000));
  const what = began === 'open' ? `lost ${gone} ago` : whyNot(status.error);
  const short = began === 'open' ? `lost ${gone}` : what;
  return [
    `${what} · next try in ${leftSeconds} s · attempt ${attempt}`,
    `${short} · try in ${leftSeconds} s`,
  ];
}

/** Tried every second or so: a countdown would be a flicker. */
function reloadTexts({ attempt, sinceMs }: WaitingStatus, nowMs: number): [string, string] {
  const gone = `reloading, gone ${clockedDuration(nowMs - sinceMs)}`;
  return [`${gone} · attempt ${attempt}`, gone];
}

function whyNot({ code }: ShowrunError): string {
  switch (code) {
    case 'refused':
      return 'refused';
    case 'timeout':
      return 'no answer';
    default:
      return 'unreachable';
  }
}

function clockTime(wallMs: number): string {
  return new Date(wallMs).toTimeString().slice(0, 8);
}
