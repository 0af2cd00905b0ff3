import type { Span } from './hide-secrets.ts';
import { type CellText, type Literal, lineAt, literalFrom } from './secret-text.ts';
import { ASKS } from './secret-words.ts';

/** So near to each other a question and its answer stand in an object: `{ when: /assword/, send: 'x' }`. */
const NEAR_CHARS = 160;

/** What is sent to a device that asks for a secret: `{'Password:': 'x'}`, `[/assword/, 'x']`, `send('x', {secret: true})`. */
export function promptedSecrets(cell: CellText): Span[] {
  const questions = cell.literals.filter(({ from, to }) => ASKS.test(cell.text.slice(from, to)));
  return [
    ...questions.flatMap((question) => answersBehind(cell, question)),
    ...sentNear(cell),
    ...sentAfter(cell, questions),
    ...sentAsSecret(cell),
    ...sentToBecome(cell),
  ];
}

/** What is sent to become somebody else is answered with a secret: the next thing sent, or the answers given with it. */
const BECOMES = /^(?:en(?:able)?(?:[ \t]+\d+)?|su\b.*|sudo\b.*|passwd\b.*|login\b.*|super\b.*)$/;

function sentToBecome(cell: CellText): Span[] {
  const sends = [...cell.text.matchAll(SENDS)].map(({ 0: call, index }) => index + call.length);
  return sends.flatMap((start, place) => {
    const sent = literalFrom(cell, start);
    if (sent === undefined || !BECOMES.test(cell.text.slice(sent.from, sent.to))) return [];
    const end = sends[place + 1] ?? cell.text.length;
    const isAnswer = ({ from, to }: Literal) => from > sent.to && to < end;
    const hasAnswers = /\banswers\b/.test(cell.text.slice(sent.to, end));
    const answers = hasAnswers ? cell.literals.filter(isAnswer) : [];
    const next = sends[place + 1];
    return [...answers, ...(next === undefined ? [] : valuesFrom(cell, next))];
  });
}

/** `'Password:': 'x'` and `'Password:', 'x'`, also where more text is joined to the question. */
function answersBehind(cell: CellText, question: Literal): Span[] {
  const { text } = cell;
  const behind = /^[a-z]*\s*\]?\s*(?:[:,+]|=(?![=>]))\s*/.exec(text.slice(question.to + 1));
  if (behind === null) return [];
  const start = question.to + 1 + behind[0].length;
  const answer = literalFrom(cell, start);
  if (answer !== undefined) return [answer];
  const value = /^[\w$.]+/.exec(text.slice(start))?.[0] ?? '';
  // A name is no secret by itself, but what it is given may be.
  return value === '' ? [] : valuesFrom(cell, start);
}

function sentNear(cell: CellText): Span[] {
  return [...cell.text.matchAll(/\bsend['"]?\s*:\s*/g)].flatMap(({ 0: name, index }) => {
    const start = index + name.length;
    const around = cell.text.slice(Math.max(0, index - NEAR_CHARS), start + NEAR_CHARS);
    return ASKS.test(around) ? valuesFrom(cell, start) : [];
  });
}

const SENDS = /\.(?:send|sendLine|write|answer|type)\s*\(\s*/g;

/** Once a cell has waited for a password, the next things it sends may be one. */
function sentAfter(cell: CellText, questions: readonly Literal[]): Span[] {
  const first = questions.find(({ from, to, quote }) => {
    const text = cell.text.slice(from, to);
    return quote === '/' || /[:?>]\s*$/.test(text) || /assw|assph/i.test(text);
  });
  if (first === undefined) return [];
  return [...cell.text.matchAll(SENDS)].flatMap(({ 0: call, index }) =>
    index > first.to ? valuesFrom(cell, index + call.length) : [],
  );
}

function sentAsSecret(cell: CellText): Span[] {
  return [...cell.text.matchAll(SENDS)].flatMap(({ 0: call, index }) => {
    const start = index + call.length;
    const isSecret = /\bsecret['"]?\s*:\s*(?!false)/.test(cell.text.slice(start, start + 400));
    return isSecret ? valuesFrom(cell, start) : [];
  });
}

/** A literal's inside, or what stands there up to the end of the argument; of a name, the literals it is given elsewhere in the cell. */
function valuesFrom(cell: CellText, start: number): Span[] {
  const literal = literalFrom(cell, start);
  if (literal !== undefined) return [literal];
  const { to } = lineAt(cell, start);
  const value = /^[^,)}\]]*/.exec(cell.text.slice(start, to))?.[0] ?? '';
  if (!/^[A-Za-z_$][\w$]*$/.test(value.trim())) return [{ from: start, to: start + value.length }];
  const given = new RegExp(
    `(?<![\\w$.])${value.trim().replaceAll('$', '\\$')}\\s*=(?![=>])\\s*`,
    'g',
  );
  return [...cell.text.matchAll(given)].flatMap(
    ({ 0: head, index }) => literalFrom(cell, index + head.length) ?? [],
  );
}
