import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { type Answer, answerOf, ECHO_LINES } from './answer.ts';
import { Calm } from './calm.ts';
import { endsWithEcho, squash } from './echo.ts';
import type { Prompt } from './prompt.ts';
import type { Wire } from './wire.ts';

/** How long an echo may take before Return is sent without it, while no round trip has been measured. */
const FIRST_ECHO_MS = 1_000;
/** An interrupted device gets this long to show a prompt again. */
const INTERRUPT_MS = 1_500;
const CTRL_C = '\x03';
/** Ctrl-E, Ctrl-U: to the end of the line, then erase it. The line editors of network devices and shells agree on these. */
export const ERASE_LINE = '\x05\x15';
/** An answer this long is nobody's wish; it is interrupted so that it cannot fill the memory. */
const MAX_ANSWER_CHARS = 16_000_000;

export interface ExchangeRequest {
  /** For messages. */
  readonly host: string;
  readonly command: string;
  /** Silence that ends the patience; anything received starts it again. */
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * One command at a prompt: type it, see its echo, send Return, read until a prompt is back. The wire must stand at `prompt`.
 * Rejects with `no-prompt` (silence, or a question), `interrupted`, or what the wire ended with.
 */
export async function exchange(
  wire: Wire,
  prompt: Prompt,
  request: ExchangeRequest,
): Promise<Answer> {
  const startedAtMs = wire.clock.wallMs();
  const startMs = wire.clock.nowMs();
  const lines = wire.collect();
  wire.typing = request.command;
  try {
    wire.write(request.command);
    await seeEcho(wire, lines, request);
    if (hasForeignText(wire, prompt, request.command)) await refuseMixed(wire, request);
    const linesBefore = wire.model.lineCount;
    wire.write('\r');
    const last = await readToPrompt(wire, linesBefore, request);
    wire.learned = last.prompt;
    const { platform } = wire;
    const reply = { lines: upTo(lines, last), command: request.command, platform };
    const { text, outcome } = answerOf({ ...reply, promptText: prompt.text });
    const elapsedMs = wire.clock.nowMs() - startMs;
    return { text, outcome, mode: prompt.mode, startedAtMs, elapsedMs };
  } finally {
    wire.typing = '';
    wire.stopCollecting();
  }
}

/** Waits until the command stands on the line. An echo that does not come is no error: some devices show none. */
async function seeEcho(
  wire: Wire,
  lines: readonly string[],
  request: ExchangeRequest,
): Promise<void> {
  const sentMs = wire.clock.nowMs();
  const patienceMs =
    wire.roundTripMs === undefined
      ? FIRST_ECHO_MS
      : Math.min(2_000, Math.max(250, 8 * wire.roundTripMs));
  while (!isEchoed(wire, lines, request.command)) {
    const leftMs = patienceMs - (wire.clock.nowMs() - sentMs);
    if (leftMs <= 0) return;
    const what = await wire.wait(leftMs, request.signal);
    if (what === 'aborted') await takeBack(wire, request);
  }
  wire.noteRoundTrip(wire.clock.nowMs() - sentMs);
}

function isEchoed(wire: Wire, lines: readonly string[], command: string): boolean {
  return endsWithEcho(lines.slice(-ECHO_LINES).join('') + wire.model.current(), command);
}

/** Somebody else's text between prompt and command: entering it could do anything. */
function hasForeignText(wire: Wire, prompt: Prompt, command: string): boolean {
  const line = wire.model.current();
  if (!line.startsWith(prompt.text)) return false;
  const typed = squash(line.slice(prompt.text.length));
  return typed.length > squash(command).length && typed.endsWith(squash(command));
}

async function refuseMixed(wire: Wire, request: ExchangeRequest): Promise<never> {
  wire.write(ERASE_LINE);
  await seePrompt(wire);
  throw new ShowrunError('busy', `somebody typed on ${request.host} at the same time`, {
    subject: request.host,
    advice: 'nothing was entered; try again',
  });
}

interface LastLine {
  readonly prompt: Prompt;
  /** Output that stands before the prompt on its line. */
  readonly before: string;
  /** The prompt was not on the last line but above log lines, and so among the lines collected. */
  readonly place: 'last line' | 'above';
}

async function readToPrompt(
  wire: Wire,
  linesBefore: number,
  request: ExchangeRequest,
): Promise<LastLine> {
  const answered: AnsweredPager = { line: '', lineCount: -1 };
  const calm = new Calm(wire);
  for (;;) {
    const isBack = wire.model.lineCount > linesBefore;
    const standing = isBack ? wire.standing() : undefined;
    if (standing?.kind === 'prompt') {
      const isOver = calm.hasLasted() || (await isFinal(wire, standing.sure, request));
      if (isOver) return lastLine(wire, standing.prompt);
      // A device that shows prompts without end is at one each time.
      if (request.signal?.aborted || isTooLong(wire)) await interrupt(wire, request);
      continue;
    }
    if (answerPager(wire, answered)) continue;
    await readOn(wire, request);
  }
}

/** A prompt of a host already known needs one turn of the event loop, for bytes already here; any other needs silence. */
async function isFinal(
  wire: Wire,
  sure: 'sure' | 'if quiet',
  request: ExchangeRequest,
): Promise<boolean> {
  const { received } = wire;
  if (sure === 'if quiet') {
    const what = await wire.wait(wire.quietMs, request.signal);
    if (what === 'aborted') await interrupt(wire, request);
    return what === 'silence';
  }
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  return wire.received === received;
}

function lastLine(wire: Wire, prompt: Prompt): LastLine {
  const line = wire.model.current(Number.POSITIVE_INFINITY);
  if (line.trim() === '') return { prompt, before: '', place: 'above' };
  const before = line.endsWith(prompt.text) ? line.slice(0, -prompt.text.length) : '';
  return { prompt, before, place: 'last line' };
}

/** The lines collected, without a prompt that log lines pushed up, with output the prompt was glued to. */
function upTo(lines: readonly string[], last: LastLine): readonly string[] {
  if (last.place === 'above') return lines.slice(0, lines.lastIndexOf(last.prompt.text));
  return last.before === '' ? lines : [...lines, last.before];
}

interface AnsweredPager {
  line: string;
  lineCount: number;
}

/** Answers a pager once; what is left of it on the screen while the device erases it is not another one. */
function answerPager(wire: Wire, answered: AnsweredPager): boolean {
  const line = wire.model.current();
  const { lineCount } = wire.model;
  if (line.trim() === '' || (line === answered.line && lineCount === answered.lineCount)) {
    return false;
  }
  const pager = wire.platform.pagers.find(({ pattern }) => pattern.test(line));
  if (pager === undefined) return false;
  answered.line = line;
  answered.lineCount = lineCount;
  wire.notePager(line);
  wire.write(pager.answer);
  return true;
}

/** Waits for more. A question the device asks is reported after a short silence, anything else after a long one. */
async function readOn(wire: Wire, request: ExchangeRequest): Promise<void> {
  if (isTooLong(wire)) await interrupt(wire, request);
  const line = wire.model.current();
  const { isFullScreen } = wire.model;
  const isQuestion =
    line.trim() !== '' && wire.platform.questions.some((pattern) => pattern.test(line));
  const patienceMs = isQuestion || isFullScreen ? wire.quietMs : request.idleTimeoutMs;
  const what = await wire.wait(patienceMs, request.signal);
  if (what === 'aborted') await interrupt(wire, request);
  if (what !== 'silence') return;
  if (isFullScreen) throw fullScreen(request);
  throw isQuestion ? question(request, line) : silence(request, line);
}

function isTooLong(wire: Wire): boolean {
  return wire.collectedChars > MAX_ANSWER_CHARS;
}

/**
 * Stops the command and waits for a prompt, so that the next command finds one; rejects in any case. When the platform's
 * own key does nothing, a pager is left with `q` and anything else with Ctrl-C.
 */
async function interrupt(wire: Wire, request: ExchangeRequest): Promise<never> {
  wire.write(wire.platform.interruptKey);
  if (!(await seePrompt(wire))) {
    const line = wire.model.current();
    wire.write(wire.platform.pagers.some(({ pattern }) => pattern.test(line)) ? 'q' : CTRL_C);
    await seePrompt(wire);
  }
  throw interrupted(request);
}

/** The command stands on the line and was not entered: it is erased. */
async function takeBack(wire: Wire, request: ExchangeRequest): Promise<never> {
  wire.write(ERASE_LINE);
  await seePrompt(wire);
  throw interrupted(request);
}

async function seePrompt(wire: Wire): Promise<boolean> {
  const untilMs = wire.clock.nowMs() + INTERRUPT_MS;
  for (let leftMs = INTERRUPT_MS; leftMs > 0; leftMs = untilMs - wire.clock.nowMs()) {
    const isPrompt = wire.standing().kind === 'prompt';
    const what = await wire.wait(isPrompt ? Math.min(leftMs, wire.quietMs) : leftMs);
    if (what === 'silence') return isPrompt;
  }
  return false;
}

function interrupted(request: ExchangeRequest): ShowrunError {
  const message = `'${safe(request.command, 80)}' was interrupted on ${request.host}`;
  return new ShowrunError('interrupted', message, { subject: request.host });
}

function question(request: ExchangeRequest, line: string): ShowrunError {
  const asked = safe(line.trim(), 200);
  return new ShowrunError(
    'no-prompt',
    `${request.host} asks '${asked}' after '${safe(request.command, 80)}'`,
    { subject: request.host, advice: 'answer it in the pane' },
  );
}

function fullScreen(request: ExchangeRequest): ShowrunError {
  const message = `'${safe(request.command, 80)}' opened a full-screen program on ${request.host}`;
  return new ShowrunError('no-prompt', message, {
    subject: request.host,
    advice: 'leave it in the pane',
  });
}

function silence(request: ExchangeRequest, line: string): ShowrunError {
  const seconds = Math.round(request.idleTimeoutMs / 100) / 10;
  return new ShowrunError(
    'no-prompt',
    `${request.host} was silent for ${seconds} s after '${safe(request.command, 80)}' and shows no prompt; its last line is '${safe(line.trim(), 200)}'`,
    { subject: request.host },
  );
}
