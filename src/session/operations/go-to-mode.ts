import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { modesOf } from '../../platforms/mode-of.ts';
import type { Move } from '../../platforms/platform.ts';
import { asksSecret } from '../channel/prompt.ts';
import { SecretAnswers } from '../secrets/secret-answers.ts';
import { type Desk, safeAnswer } from './desk.ts';
import { movePath } from './move-path.ts';

/** What a configuration session is called, where it has a name. */
export const SESSION_NAME = 'showrun';
/** Contexts can stand in one another; a move that leaves them one by one is made so often at most. */
const MOST_CONTEXTS = 10;

/**
 * Goes to another mode by the platform's moves and gives those made. Rejects with `bad-usage` for a mode or a way nobody knows,
 * with `auth-failed` for a secret that is missing or wrong, with `no-prompt` where the device stays where it is.
 */
export async function goToMode(desk: Desk, wanted: string): Promise<readonly Move[]> {
  const { platform, mode } = desk;
  const known = modesOf(platform);
  if (!known.has(wanted)) {
    throw new ShowrunError('bad-usage', `${platform.title} has no mode '${safe(wanted, 40)}'`, {
      subject: desk.host,
      advice: `it has ${[...known].join(', ')}`,
    });
  }
  const path = movePath(platform.moves, { from: mode, to: wanted });
  if (path === undefined) {
    const message = `no way is known from ${mode} to ${wanted} on ${desk.host} (${platform.title})`;
    throw new ShowrunError('bad-usage', message, {
      subject: desk.host,
      advice: 'go there by hand',
    });
  }
  for (const move of path) await makeWay(desk, move);
  return path;
}

/** A move, or another one between the same modes when nobody has the secret that the first one asks for. */
async function makeWay(desk: Desk, { from, to }: Move): Promise<void> {
  const ways = desk.platform.moves.filter((move) => move.from === from && move.to === to);
  for (const [at, move] of ways.entries()) {
    const secrets = secretsOf(desk, move);
    try {
      await arrive(desk, move, secrets);
      secrets.judge('accepted');
      return;
    } catch (thrown) {
      const isUnanswered = asShowrunError(thrown).code === 'auth-failed' && !secrets.hasGiven;
      if (!isUnanswered || at === ways.length - 1) throw secrets.hideIn(thrown);
    } finally {
      secrets.judge('unknown');
    }
  }
}

async function arrive(desk: Desk, move: Move, secrets: SecretAnswers): Promise<void> {
  for (let left = MOST_CONTEXTS; left > 0; left--) {
    const before = desk.promptText;
    const words = await sendMove(desk, move, secrets);
    if (desk.shownMode === desk.promptModeOf(move.to)) {
      desk.memory.entered = move.to;
      return;
    }
    const isOneContextLess =
      desk.promptText !== before && desk.shownMode === desk.promptModeOf(move.from);
    if (!isOneContextLess) {
      secrets.judge('refused');
      throw stuck(desk, move, secrets.hide(words));
    }
  }
  throw stuck(desk, move, '');
}

async function sendMove(desk: Desk, move: Move, secrets: SecretAnswers): Promise<string> {
  let words = '';
  for (const template of move.send) {
    const line = template.replaceAll('{name}', SESSION_NAME);
    const sends = /^[\x00-\x1f]$/.test(line) ? 'key' : 'line';
    const { text, outcome } = await desk.type(line, {
      sends,
      isSecretDue: move.asks !== undefined,
      answerTo: (asked, signal) => answerOnMove({ desk, move, secrets, asked, signal }),
    });
    words = text;
    if (outcome === 'refused') {
      secrets.judge('refused');
      throw stuck(desk, move, secrets.hide(words));
    }
  }
  return words;
}

function secretsOf(desk: Desk, { from, to, send, asks }: Move): SecretAnswers {
  return new SecretAnswers({
    host: desk.host,
    ask: desk.askSecret,
    onSecret: desk.hideEchoOf,
    after: safe(send.join(', '), 80),
    about: () => (asks === 'login' ? 'login password' : 'host secret'),
    advice: `it is on the way from ${from} to ${to}; go there in the pane`,
  });
}

function answerOnMove(given: {
  readonly desk: Desk;
  readonly move: Move;
  readonly secrets: SecretAnswers;
  readonly asked: string;
  readonly signal: AbortSignal;
}): Promise<string> | string | undefined {
  const { desk, move, secrets, asked, signal } = given;
  const { platform, username } = desk;
  const isSecret = asksSecret(asked);
  if (move.asks === undefined || !(isSecret || move.asks === 'login')) {
    return safeAnswer(platform, asked);
  }
  if (!isSecret) return username ?? safeAnswer(platform, asked);
  return secrets.answer(asked, { signal });
}

function stuck(desk: Desk, { from, to, send }: Move, words: string): ShowrunError {
  const said = safe(words.replace(/\s+/g, ' ').trim(), 200);
  const tail = said === '' ? '' : `; it says '${said}'`;
  const sent = safe(send.join(', '), 80);
  const message = `${desk.host} is in ${desk.shownMode || from} and not in ${to} after '${sent}'${tail}`;
  return new ShowrunError('no-prompt', message, {
    subject: desk.host,
    advice: 'look at it in the pane',
  });
}
