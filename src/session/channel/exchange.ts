import { type Answer, answerOf, ECHO_LINES } from './answer.ts';
import { Calm } from './calm.ts';
import { endsWithEcho, isScrolledEcho, squash } from './echo.ts';
import { fullScreen, question, silence } from './exchange-errors.ts';
import { answerFor, questionPatience } from './exchange-question.ts';
import type { ExchangeRequest } from './exchange-request.ts';
import { withHeard } from './heard-until.ts';
import type { Prompt } from './prompt.ts';
import { interrupt, refuseMixed, takeBack } from './stop-command.ts';
import type { Sureness, Wire } from './wire.ts';

/** How long an echo may take before Return is sent without it, while no round trip has been measured. */
const FIRST_ECHO_MS = 1_000;
/** Log lines may come before it; for so long they are waited for. */
const MOST_ECHO_MS = 3_000;
/** For each character at 2400 baud. */
const SLOWEST_ECHO_MS = 4.2;
/** After so much silence the device is not about to draw its prompt again by itself. */
export const HIDDEN_MS = 1_000;
/** An answer this long is nobody's wish; it is interrupted so that it cannot fill the memory. */
const MAX_ANSWER_CHARS = 16_000_000;

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
  let from = 0;
  try {
    const typed =
      request.sends === 'key'
        ? await pressKey(wire, request)
        : await typeLines(wire, { lines, prompt, request });
    ({ from } = typed);
    const last = await readToPrompt(wire, typed.linesBefore, request);
    wire.learned = last.prompt;
    wire.noteUnended(last.before);
    const { platform } = wire;
    const said = upTo(wire, lines, last).slice(typed.from);
    const { command, promptText } = typed;
    const endPromptText = last.prompt.text;
    const answer = answerOf({
      lines: said,
      command,
      promptText,
      endPromptText,
      platform,
    });
    const elapsedMs = wire.clock.nowMs() - startMs;
    return { ...answer, mode: prompt.mode, startedAtMs, elapsedMs };
  } catch (thrown) {
    throw withHeard(thrown, { wire, lines: lines.slice(from), prompt, request });
  } finally {
    wire.typing = '';
    wire.stopCollecting();
  }
}

/** What was entered last, and behind which line its answer begins. */
export interface Typed {
  readonly command: string;
  readonly promptText: string;
  /** Lines ended before it was entered. */
  readonly linesBefore: number;
  /** The first of the lines collected that may belong to the answer. */
  readonly from: number;
}

/** Types the command, and the lines of its text, each after the echo of the one before. */
export async function typeLines(
  wire: Wire,
  given: {
    readonly lines: readonly string[];
    readonly prompt: Prompt;
    readonly request: ExchangeRequest;
  },
): Promise<Typed> {
  const { lines, prompt, request } = given;
  wire.write(request.command);
  await seeEcho(wire, lines, request);
  if (hasForeignText(wire, prompt, request.command)) await refuseMixed(wire, request);
  let typed: Typed = {
    command: request.command,
    promptText: prompt.text,
    linesBefore: wire.model.lineCount,
    from: 0,
  };
  wire.write(wire.returnKey);
  for (const command of request.body ?? []) {
    await seeLineEnd(wire, typed.linesBefore, request);
    const from = lines.length;
    wire.write(command);
    await seeEcho(wire, lines, { ...request, command });
    typed = { command, promptText: '', linesBefore: wire.model.lineCount, from };
    wire.write(wire.returnKey);
  }
  return typed;
}

/** Waits until the line entered has ended on the screen, or for as long as an echo may take. */
async function seeLineEnd(
  wire: Wire,
  linesBefore: number,
  request: ExchangeRequest,
): Promise<void> {
  const untilMs = wire.clock.nowMs() + FIRST_ECHO_MS;
  while (wire.model.lineCount <= linesBefore) {
    const leftMs = untilMs - wire.clock.nowMs();
    if (leftMs <= 0) return;
    if ((await wire.wait(leftMs, request.signal)) === 'aborted') await interrupt(wire, request);
  }
}

/** A key acts at once; the prompt it leads to may stand on the same line as before. */
async function pressKey(wire: Wire, request: ExchangeRequest): Promise<Typed> {
  const { signal, idleTimeoutMs } = request;
  wire.write(request.command);
  let what = await wire.wait(idleTimeoutMs, signal);
  while (what === 'bytes') what = await wire.wait(wire.quietMs, signal);
  if (what === 'aborted') await interrupt(wire, request);
  return { command: '', promptText: '', linesBefore: -1, from: 0 };
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
  const slowMs = MOST_ECHO_MS + SLOWEST_ECHO_MS * request.command.length;
  while (!isEchoed(wire, lines, request.command)) {
    const nowMs = wire.clock.nowMs();
    // Over a slow line the echo of a long command takes its time: what is still coming is waited for.
    const sinceMs = Math.max(sentMs, wire.lastByteMs);
    const leftMs = Math.min(patienceMs - (nowMs - sinceMs), slowMs - (nowMs - sentMs));
    if (leftMs <= 0) return;
    const what = await wire.wait(leftMs, request.signal);
    if (what === 'aborted') await takeBack(wire, request);
  }
  wire.noteRoundTrip(wire.clock.nowMs() - sentMs);
}

function isEchoed(wire: Wire, lines: readonly string[], command: string): boolean {
  const promptText = wire.learned?.text ?? '';
  if (isScrolledEcho(wire.line, { promptText, command })) return true;
  return endsWithEcho(lines.slice(-ECHO_LINES).join('') + wire.model.current(), command);
}

/** Somebody else's text between prompt and command: entering it could do anything. */
function hasForeignText(wire: Wire, prompt: Prompt, command: string): boolean {
  const { line } = wire;
  if (!line.startsWith(prompt.text)) return false;
  const typed = squash(line.slice(prompt.text.length));
  return typed.length > squash(command).length && typed.endsWith(squash(command));
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
  const answered: Told = { line: '', lineCount: -1 };
  const told: Told = { line: '', lineCount: -1 };
  const calm = new Calm(wire);
  const saidBefore = wire.saidLines;
  let isNudged = false;
  for (;;) {
    const isBack = wire.model.lineCount > linesBefore && hasSaidMore(wire, saidBefore);
    const standing = isBack ? wire.standing() : undefined;
    if (standing?.kind === 'prompt') {
      const isOver = calm.hasLasted() || (await isFinal(wire, standing.sure, request));
      if (isOver) return lastLine(wire, standing.prompt);
      // A device that shows prompts without end is at one each time.
      if (request.signal?.aborted || isTooLong(wire)) await interrupt(wire, request);
      continue;
    }
    if (answerPager(wire, answered)) continue;
    if (!isNudged && wire.hasHiddenPrompt) isNudged = await nudge(wire, request);
    else await readOn(wire, told, request);
  }
}

/** Where answers end with a line, the one that stands there may be that of the answer before. */
function hasSaidMore(wire: Wire, saidBefore: number): boolean {
  return !wire.platform.hasNoPrompt || wire.saidLines > saidBefore;
}

/** Log lines have pushed up what looks like a prompt: Enter has it drawn again. Whether it was pressed. */
async function nudge(wire: Wire, request: ExchangeRequest): Promise<boolean> {
  const what = await wire.wait(Math.min(HIDDEN_MS, request.idleTimeoutMs), request.signal);
  if (what === 'aborted') await interrupt(wire, request);
  if (what !== 'silence') return false;
  wire.write(wire.returnKey);
  return true;
}

/** A prompt of a host already known needs one turn of the event loop, for bytes already here; any other needs silence. */
async function isFinal(wire: Wire, sure: Sureness, request: ExchangeRequest): Promise<boolean> {
  const { received } = wire;
  if (sure !== 'sure') {
    const forMs = sure === 'soon' ? wire.soonMs : wire.quietMs;
    const what = await wire.wait(forMs, request.signal);
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

/** The lines collected, without prompts that log lines pushed up, with output the prompt was glued to. */
function upTo(wire: Wire, lines: readonly string[], last: LastLine): readonly string[] {
  if (last.before !== '') return [...lines, last.before];
  const prompt = last.prompt.text.trimEnd();
  let end = lines.length;
  if (last.place === 'above') end = lines.lastIndexOf(last.prompt.text) + 1;
  const isOurs = (line = '') => line.trim() === '' || line.trimEnd() === prompt;
  while (wire.hasLogSince && end > 0 && isOurs(lines[end - 1])) end -= 1;
  return lines.slice(0, end);
}

/** A last line that was answered. */
export interface Told {
  line: string;
  lineCount: number;
}

/** Answers a pager once; what is left of it on the screen while the device erases it is not another one. */
export function answerPager(wire: Wire, answered: Told): boolean {
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

/** Waits for more. A question the device asks is answered or reported after a short silence, anything else after a long one. */
async function readOn(wire: Wire, told: Told, request: ExchangeRequest): Promise<void> {
  if (isTooLong(wire)) await interrupt(wire, request);
  const line = wire.model.current();
  const { isFullScreen, lineCount } = wire.model;
  // Until the device takes note of an answer, its question stands there as before.
  const isTold = line === told.line && lineCount === told.lineCount;
  const patienceMs = questionPatience(wire, line, request);
  const isQuestion = patienceMs !== undefined;
  const waitMs = isQuestion && !isTold ? patienceMs : request.idleTimeoutMs;
  const what = await wire.wait(isFullScreen ? wire.quietMs : waitMs, request.signal);
  if (what === 'aborted') await interrupt(wire, request);
  if (what !== 'silence') return;
  if (isFullScreen) throw fullScreen(request);
  if (!isQuestion) throw silence(request, wire);
  const answer = isTold ? undefined : await answerFor(wire, line, request);
  if (answer?.kind === 'gone') return;
  if (answer?.kind !== 'answer') throw question(request, line);
  if (wire.model.current() !== line || wire.model.lineCount !== lineCount) return;
  Object.assign(told, { line, lineCount });
  wire.write(/[\x00-\x1f]$/.test(answer.text) ? answer.text : `${answer.text}${wire.returnKey}`);
}

export function isTooLong(wire: Wire): boolean {
  return wire.collectedChars > MAX_ANSWER_CHARS;
}
