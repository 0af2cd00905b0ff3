import { spokenDuration } from '../../core/duration.ts';
import { safe } from '../../core/safe.ts';
import type { SessionStatus } from '../../session/life/session-status.ts';
import type { Session } from '../../session/session.ts';
import { wayText } from '../../ui/way-text.ts';
import { bad, type Check, note, ok } from './check.ts';

/** Above this a person waits for each key to appear. */
const SLOW_ECHO_MS = 300;

/** How the connection to a host stands, and what is slow. `nowMs` is since the epoch. Nothing is sent. */
export function hostChecks(session: Session, nowMs: number): readonly Check[] {
  return [
    stateCheck(session.status, nowMs),
    wayCheck(session),
    platformCheck(session),
    echoCheck(session.echoMs),
    silenceCheck(session),
    strengthCheck(session),
    turnCheck(session),
  ];
}

function stateCheck(status: SessionStatus, nowMs: number): Check {
  const what = 'connection';
  const since = `for ${spokenDuration(nowMs - status.sinceMs)}`;
  switch (status.status) {
    case 'open':
      return ok(what, `open ${since}`);
    case 'connecting':
      return note(what, `${safe(status.step, 60)} ${since}, attempt ${status.attempt}`);
    case 'closed':
      return bad(what, `closed ${since}: Ctrl-] R connects again`);
    case 'waiting':
      return bad(what, `${status.error.line}; attempt ${status.attempt} comes by itself`);
    case 'lost':
    case 'failed':
      return bad(what, status.error.line);
  }
}

function wayCheck({ host }: Session): Check {
  const way = wayText(host);
  const transport = host.transport ?? 'ssh';
  const place =
    transport === 'local'
      ? 'a command of this machine'
      : `${transport} to ${safe(host.address, 100)} port ${host.port}`;
  return ok('way', way === '' ? `${place}, straight` : `${place}, ${way}`);
}

function platformCheck({ platform, mode, hostname }: Session): Check {
  if (platform.name === 'generic') {
    return note('platform', 'not recognised: Ctrl-] p names it; tables need it');
  }
  const prompt = mode === undefined ? 'no prompt seen yet' : `at a ${mode} prompt`;
  const named = hostname === undefined ? '' : ` of ${hostname}`;
  return ok('platform', `${platform.title}, ${prompt}${named}`);
}

function echoCheck(echoMs: number | undefined): Check {
  if (echoMs === undefined) return note('echo', 'not measured yet: no command has run');
  const says = `a key comes back in ${Math.max(1, Math.round(echoMs))} ms`;
  return echoMs > SLOW_ECHO_MS
    ? note('echo', `${says}: a slow line or a busy device`)
    : ok('echo', says);
}

function silenceCheck({ silentMs, status }: Session): Check {
  if (status.status !== 'open') return note('answers', 'there is no connection');
  if (silentMs === undefined) return ok('answers', 'the far end gives signs of life');
  return bad('answers', `no sign of life for ${Math.floor(silentMs / 1_000)} s`);
}

function strengthCheck({ peer, weaknesses, host }: Session): Check {
  const warning = peer?.warning ?? (host.transport === 'telnet' ? 'telnet, not encrypted' : '');
  if (warning !== '') return note('security', warning);
  if (weaknesses.length > 0) return note('security', `weak: ${weaknesses.join(', ')}`);
  const software = safe(peer?.software ?? '', 80);
  return ok('security', software === '' ? 'nothing weak' : `nothing weak; ${software}`);
}

function turnCheck({ holder, heldKeyBytes }: Session): Check {
  if (holder === undefined) return ok('turn', 'yours: no script has it');
  const held = heldKeyBytes === 0 ? '' : `; ${heldKeyBytes} keys of yours wait`;
  return note('turn', `${safe(holder.owner, 60)} has it${held}`);
}
