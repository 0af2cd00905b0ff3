import { type ErrorCode, type LegacyOffer, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { LEGACY, type SshAlgorithms } from './algorithm-names.ts';
import { legacyOffer } from './legacy-offer.ts';
import type { ServerOffer } from './server-offer.ts';

/** What is known about a connection when something goes wrong with it. */
export interface Trouble {
  /** The inventory's name, for `subject`. */
  readonly name: string;
  /** The host as messages name it; safe to show. */
  readonly who: string;
  readonly address: string;
  readonly port: number;
  readonly phase: Phase;
  readonly offer: ServerOffer | undefined;
  /** The hosts it is reached through; needed where something could be allowed for it. */
  readonly via?: readonly Host[] | undefined;
  /** What we offered. */
  readonly ours?: SshAlgorithms | undefined;
  /** The peer has spoken, and not SSH. */
  readonly isForeign?: boolean;
}

export type Phase = 'connecting' | 'handshake' | 'login' | 'shell' | 'open';

/**
 * Turns whatever a socket or ssh2 reports into our one error. ssh2's `level` has undocumented values and its texts hold
 * the server's own bytes, so codes are preferred and every text passes `safe`. Without any error the peer just hung up.
 */
export function translateError(error: unknown, trouble: Trouble): ShowrunError {
  if (error instanceof ShowrunError) return error;
  if (error === undefined) return hungUp(trouble);
  const found =
    fromSocket(error, trouble) ?? fromHandshake(error, trouble) ?? fromServer(error, trouble);
  return failure(found, trouble, error);
}

/** The connection ended without any error being reported. */
export function hungUp(trouble: Trouble): ShowrunError {
  if (trouble.isForeign) return failure(NOT_SSH, trouble, undefined);
  const when = {
    connecting: 'before it said anything',
    handshake: 'during the key exchange',
    login: 'during the login',
    shell: 'when asked for a terminal',
    open: '',
  }[trouble.phase];
  return new ShowrunError('hung-up', `${trouble.who} closed the connection ${when}`.trimEnd(), {
    subject: trouble.name,
  });
}

/** The far end did not answer within its time. */
export function timedOut(trouble: Trouble, timeoutMs: number): ShowrunError {
  const what = {
    connecting: `at ${place(trouble)} did not answer`,
    handshake: 'did not finish the key exchange',
    // Some devices say nothing at all to a wrong password.
    login: 'did not answer the login (perhaps a wrong password)',
    shell: 'did not open a terminal',
    open: 'does not answer',
  }[trouble.phase];
  return new ShowrunError('timeout', `${trouble.who} ${what} within ${timeoutMs / 1_000} s`, {
    subject: trouble.name,
  });
}

/** The server wants another password before it lets anyone in. */
export function expiredPassword({ name, who }: Trouble): ShowrunError {
  return new ShowrunError('auth-failed', `${who} wants a new password: the old one has expired`, {
    subject: name,
    advice: 'log in once with ssh and change it',
  });
}

interface Finding {
  readonly code: ErrorCode;
  readonly what: string;
  readonly advice?: string;
  readonly retry?: 'never';
  readonly legacy?: LegacyOffer | undefined;
}

const NOT_SSH: Finding = {
  code: 'unreachable',
  what: 'does not speak SSH 2 there',
  advice: 'check the port; it may be telnet, a console server or SSH 1',
  retry: 'never',
};

function failure(
  { code, what, advice, retry, legacy }: Finding,
  trouble: Trouble,
  cause: unknown,
): ShowrunError {
  return new ShowrunError(code, `${trouble.who} ${what}`, {
    subject: trouble.name,
    cause,
    ...{ retry, legacy },
    ...(advice === undefined ? {} : { advice }),
  });
}

function fromSocket(error: unknown, trouble: Trouble): Finding | undefined {
  const at = place(trouble);
  const code = codeOf(error);
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return {
        code: 'unknown-host',
        what: `has no address: '${safe(trouble.address)}' is not known`,
      };
    case 'EAI_AGAIN':
      return {
        code: 'unknown-host',
        what: `has no address: no name server answered for '${safe(trouble.address)}'`,
        advice: 'check the network and the name server',
      };
    case 'ECONNREFUSED':
      return { code: 'refused', what: `refused the connection at ${at}` };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return { code: 'unreachable', what: `cannot be reached at ${at}` };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'unreachable',
        what: `cannot be reached at ${at}: a local rule forbids it`,
        retry: 'never',
      };
    case 'ETIMEDOUT':
      return { code: 'timeout', what: `at ${at} does not answer` };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return { code: 'hung-up', what: 'broke the connection' };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'unreachable',
        what: 'was not tried: too many files are open',
        advice: 'close some sessions or raise ulimit -n',
      };
    default:
      return undefined;
  }
}

function fromHandshake(error: unknown, trouble: Trouble): Finding | undefined {
  const message = messageOf(error);
  if (/keepalive timeout/i.test(message))
    return { code: 'timeout', what: 'does not answer any more' };
  // A server may say the same words of its own in a DISCONNECT.
  const found = /no matching (?:[CS]->[CS] )?(.+)$/i.exec(message)?.[1]?.toLowerCase();
  const missing = found === undefined ? undefined : safe(found, 100);
  if (missing !== undefined) return nothingInCommon(missing, trouble);
  if (
    /identification|protocol version|greeting|packet length|packet size|bad packet/i.test(message)
  ) {
    return NOT_SSH;
  }
  if (/lost before handshake/i.test(message)) {
    if (trouble.isForeign) return NOT_SSH;
    return { code: 'hung-up', what: 'closed the connection before it said anything' };
  }
  return undefined;
}

/** The server's own reason, from a DISCONNECT message or a refused channel. */
function fromServer(error: unknown, { phase }: Trouble): Finding {
  const reason = safe(messageOf(error).trim(), 300) || 'no reason given';
  if (phase === 'login' && /too many|authentication/i.test(reason)) {
    return {
      code: 'auth-failed',
      what: `hung up during the login: ${reason}`,
      advice: 'name one key for this host (key: in the inventory, or IdentitiesOnly)',
    };
  }
  if (phase === 'shell') return { code: 'hung-up', what: `opened no terminal: ${reason}` };
  return { code: 'hung-up', what: `hung up: ${reason}` };
}

/** Both sides' lists, and how to let this one host have its way where that is possible. */
function nothingInCommon(missing: string, trouble: Trouble): Finding {
  const { name, offer, ours } = trouble;
  const settled = { code: 'no-common-algorithm', retry: 'never' } as const;
  const list = LISTS.find(({ starts }) => missing.startsWith(starts));
  const theirs = list && offer?.[list.offered];
  if (!list || !theirs || theirs.length === 0) {
    const what = `offers only ${list?.thing ?? missing}s that showrun does not use`;
    return { ...settled, what, advice: UPDATE };
  }
  const usable = theirs.filter((one) => LEGACY[list.part].includes(one));
  const mine = ours
    ? `; showrun offers ${ours[list.part].join(', ')}`
    : ' that showrun does not use';
  const what = `offers only ${list.thing} ${safe(theirs.join(', '), 500)}${mine}`;
  if (usable.length === 0) return { ...settled, what, advice: UPDATE };
  const rule = `${list.keyword} +${usable.join(',')}`;
  const legacy = offer && ours && legacyOffer({ host: placeOf(trouble), offer, ours });
  return {
    ...settled,
    what,
    legacy,
    advice: legacyAdvice(name, `, or '${rule}' under 'Host ${safe(name)}' in ssh_config`),
  };
}

/** How to allow old algorithms for one host. */
export function legacyAdvice(name: string, orElse = ''): string {
  return `to allow it for this host alone, write 'legacy: true' under ${safe(name)} in the inventory${orElse}`;
}

function placeOf({ name, address, port, via = [] }: Trouble): LegacyOffer['host'] {
  return { name, address, port, via };
}

const UPDATE = 'update the device or enable a newer algorithm on it';

/** How ssh2's complaints begin, and where the lists are that they are about. */
const LISTS = [
  {
    ...{ starts: 'key exchange', thing: 'the key exchange', keyword: 'KexAlgorithms' },
    ...({ offered: 'kex', part: 'kex' } as const),
  },
  {
    ...{ starts: 'host key', thing: 'the host key algorithm', keyword: 'HostKeyAlgorithms' },
    ...({ offered: 'hostKey', part: 'serverHostKey' } as const),
  },
  {
    ...{ starts: 'cipher', thing: 'the cipher', keyword: 'Ciphers' },
    ...({ offered: 'cipher', part: 'cipher' } as const),
  },
  {
    ...{ starts: 'mac', thing: 'the MAC', keyword: 'MACs' },
    ...({ offered: 'mac', part: 'hmac' } as const),
  },
];

/** `10.0.0.1 port 22`, as ssh(1) says it. */
function place({ address, port }: Trouble): string {
  return `${safe(address)} port ${port}`;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  // When both families fail Node gives an AggregateError; the first reason is the one of the preferred family.
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = (inner as { code?: unknown }).code ?? (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
