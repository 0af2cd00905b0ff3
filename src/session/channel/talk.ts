import type { TextMatch } from '../../core/heard-result.ts';
import { type Answer, answerOf } from './answer.ts';
import { Ear } from './ear.ts';
import { answerPager, isTooLong, type Told, type Typed, typeLines } from './exchange.ts';
import { fullScreen, notHeard, question, silence } from './exchange-errors.ts';
import { answerFor, questionPatience } from './exchange-question.ts';
import type { ExchangeRequest } from './exchange-request.ts';
import type { Prompt } from './prompt.ts';
import { interrupt } from './stop-command.ts';
import type { FindLine } from './text-pattern.ts';
import type { Wire } from './wire.ts';

export interface TalkRequest {
  readonly text: string;
  /** How it goes out: as a line whose echo is seen first, at once with Return, or at once as it is. */
  readonly as: 'line' | 'unseen line' | 'keys';
  /** Its command is for messages: the text, or what stands for it where that is a secret. */
  readonly exchange: ExchangeRequest;
  readonly until:
    | { readonly kind: 'prompt' }
    | { readonly kind: 'pattern'; readonly find: FindLine; readonly what: string }
    /** Silence of so many ms ends it, at a prompt or not. */
    | { readonly kind: 'quiet'; readonly quietMs: number };
}

export interface TalkAnswer extends Answer {
  readonly endedBy: 'prompt' | 'pattern' | 'quiet';
  readonly match: TextMatch | undefined;
}

/**
 * Sends a text and reads until a prompt is back, a pattern is heard, or silence, wherever that leaves the device. A refusal
 * followed by the prompt is an answer too. Rejects as `exchange` does, and with `timeout` when the pattern does not come.
 */
export async function talk(wire: Wire, place: Prompt, request: TalkRequest): Promise<TalkAnswer> {
  const startedAtMs = wire.clock.wallMs();
  const startMs = wire.clock.nowMs();
  const lines = wire.collect();
  const { until } = request;
  const ear = new Ear(wire, until.kind === 'pattern' ? until.find : undefined);
  wire.typing = request.as === 'line' ? request.text : '';
  try {
    const typed = await enter(wire, { lines, place, request });
    ear.restart();
    const { received } = wire;
    const answer = () => said(wire, { lines, typed });
    const isBack = (): boolean =>
      wire.received > received &&
      wire.standing().kind === 'prompt' &&
      (until.kind === 'prompt' || (until.kind === 'pattern' && answer().outcome !== 'ok'));
    const ended = await listen(wire, { ear, request, isBack });
    const elapsedMs = wire.clock.nowMs() - startMs;
    return { ...answer(), ...ended, mode: place.mode, startedAtMs, elapsedMs };
  } finally {
    ear.close();
    wire.typing = '';
    wire.stopCollecting();
  }
}

async function enter(
  wire: Wire,
  given: {
    readonly lines: readonly string[];
    readonly place: Prompt;
    readonly request: TalkRequest;
  },
): Promise<Typed> {
  const { lines, place, request } = given;
  const { text, as, exchange } = request;
  if (as === 'line') return await typeLines(wire, { lines, prompt: place, request: exchange });
  wire.write(as === 'keys' ? text : `${text}\r`);
  return { command: '', promptText: place.text, linesBefore: wire.model.lineCount, from: 0 };
}

/** What the device has said so far, without a prompt at the end. */
function said(wire: Wire, given: { readonly lines: readonly string[]; readonly typed: Typed }) {
  const { lines, typed } = given;
  const last = wire.model.current(Number.POSITIVE_INFINITY);
  const standing = wire.standing();
  if (standing.kind === 'prompt') wire.learned = standing.prompt;
  const isSaid =
    last.trim() !== '' && (standing.kind !== 'prompt' || standing.prompt.text !== last);
  const all = isSaid ? [...lines, last] : lines;
  return answerOf({
    lines: all.slice(typed.from),
    command: typed.command,
    promptText: typed.promptText,
    endPromptText: isSaid ? '' : last,
    platform: wire.platform,
  });
}

type Ended = Pick<TalkAnswer, 'endedBy' | 'match'>;

interface Listening {
  readonly ear: Ear;
  readonly request: TalkRequest;
  /** At a prompt, and nothing else is to be waited for. */
  readonly isBack: () => boolean;
}

async function listen(wire: Wire, listening: Listening): Promise<Ended> {
  const { ear, request } = listening;
  const { exchange } = request;
  const paged: Told = { line: '', lineCount: -1 };
  const told: Told = { line: '', lineCount: -1 };
  for (;;) {
    const match = ear.heard();
    if (match) return { endedBy: 'pattern', match };
    if (isTooLong(wire)) await interrupt(wire, exchange);
    if (answerPager(wire, paged)) continue;
    const what = await wire.wait(wire.quietMs, exchange.signal);
    if (what === 'aborted') await interrupt(wire, exchange);
    if (what === 'bytes') continue;
    const atRest = ear.heardAtRest();
    if (atRest) return { endedBy: 'pattern', match: atRest };
    if (listening.isBack()) return { endedBy: 'prompt', match: undefined };
    if ((await restOfSilence(wire, { ...listening, told })) === 'over') {
      return { endedBy: 'quiet', match: undefined };
    }
  }
}

/** The device has fallen silent: a question is answered, and long silence ends it one way or the other. */
async function restOfSilence(
  wire: Wire,
  listening: Listening & { readonly told: Told },
): Promise<'over' | 'goes on'> {
  const { until, exchange } = listening.request;
  const line = wire.model.current();
  const { told } = listening;
  const isTold = line === told.line && wire.model.lineCount === told.lineCount;
  const patienceMs = isTold ? undefined : questionPatience(wire, line, exchange);
  const endMs = until.kind === 'quiet' ? until.quietMs : exchange.idleTimeoutMs;
  const isAsked = patienceMs !== undefined && patienceMs <= endMs;
  const leftMs = (isAsked ? patienceMs : endMs) - wire.quietMs;
  if (leftMs > 0 && (await stays(wire, leftMs, exchange)) === 'no') return 'goes on';
  if (isAsked) {
    if ((await tell(wire, { ...listening, line })) === 'told') return 'goes on';
    if (endMs > patienceMs && (await stays(wire, endMs - patienceMs, exchange)) === 'no') {
      return 'goes on';
    }
  }
  if (until.kind === 'quiet') return 'over';
  if (wire.model.isFullScreen) throw fullScreen(exchange);
  if (until.kind === 'prompt') throw silence(exchange, wire);
  throw notHeard(
    { host: exchange.host, after: exchange.command },
    { what: until.what, forMs: exchange.idleTimeoutMs, tail: listening.ear.tail },
  );
}

/** Whether the device stays silent for so long. */
async function stays(wire: Wire, forMs: number, exchange: ExchangeRequest): Promise<'yes' | 'no'> {
  const what = await wire.wait(forMs, exchange.signal);
  if (what === 'aborted') await interrupt(wire, exchange);
  return what === 'silence' ? 'yes' : 'no';
}

/** Answers the question on the line. Where silence is to end it, a question nobody can answer is no fault. */
async function tell(
  wire: Wire,
  { request, told, line }: Listening & { readonly told: Told; readonly line: string },
): Promise<'told' | 'untold'> {
  const { lineCount } = wire.model;
  const answer = await answerFor(wire, line, request.exchange);
  if (answer.kind === 'gone') return 'told';
  if (answer.kind === 'none') {
    if (request.until.kind !== 'quiet') throw question(request.exchange, line);
    return 'untold';
  }
  if (wire.model.current() === line && wire.model.lineCount === lineCount) {
    Object.assign(told, { line, lineCount });
    wire.write(/[\x00-\x1f]$/.test(answer.text) ? answer.text : `${answer.text}\r`);
  }
  return 'told';
}
