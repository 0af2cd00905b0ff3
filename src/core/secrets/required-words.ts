/**
 * Pieces of text, in lower case, one of which every match of a pattern holds; none where that is not sure. Looking for them first makes
 * most lines cost next to nothing.
 */
export function requiredWords(source: string): readonly string[] {
  const sets = alternativesOf(source).map(bestOf);
  return sets.every((set) => set.length > 0) ? [...new Set(sets.flat())] : [];
}

/** Shorter ones are on most lines. */
const LEAST = 3;

/** Of one alternative the words that are rarest: those of which even the shortest is long. */
function bestOf(source: string): readonly string[] {
  let best: readonly string[] = [];
  const take = (words: readonly string[]): void => {
    if (shortest(words) > shortest(best)) best = words;
  };
  let run = '';
  for (const { text, repeat } of piecesOf(source)) {
    const isSure = repeat === '' || repeat === '+' || /^\{[1-9]/.test(repeat);
    const literal = isSure ? literalOf(text) : undefined;
    if (literal !== undefined) run += literal;
    if (literal !== undefined && repeat === '') continue;
    take([run.toLowerCase()]);
    run = '';
    const inside = /^\((?:\?:|\?<\w{1,20}>)(.*)\)$/s.exec(text)?.[1];
    if (inside !== undefined && isSure) take(requiredWords(inside));
  }
  take([run.toLowerCase()]);
  return shortest(best) >= LEAST ? best : [];
}

function shortest(words: readonly string[]): number {
  return words.length === 0 ? 0 : Math.min(...words.map((word) => word.length));
}

function alternativesOf(source: string): readonly string[] {
  const alternatives = [''];
  for (const { text, repeat } of piecesOf(source)) {
    if (text === '|') alternatives.push('');
    else alternatives.push(`${alternatives.pop() ?? ''}${text}${repeat}`);
  }
  return alternatives;
}

interface Piece {
  /** A character, an escape, a class, or a whole group. */
  readonly text: string;
  readonly repeat: string;
}

const ONE = /(?:\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/y;
const REPEAT = /(?:[?*+]|\{\d{1,4}(?:,\d{0,4})?\})\??/y;

function piecesOf(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < source.length; ) {
    const from = at;
    let depth = 0;
    do {
      ONE.lastIndex = at;
      const one = ONE.exec(source)?.[0] ?? source.slice(at);
      if (one === '(') depth++;
      if (one === ')') depth--;
      at += one.length;
    } while (depth > 0 && at < source.length);
    REPEAT.lastIndex = at;
    const repeat = REPEAT.exec(source)?.[0] ?? '';
    pieces.push({ text: source.slice(from, at), repeat });
    at += repeat.length;
  }
  return pieces;
}

function literalOf(piece: string): string | undefined {
  if (piece.length === 2 && piece.startsWith('\\')) {
    return /\w/.test(piece.slice(1)) ? undefined : piece.slice(1);
  }
  return piece.length === 1 && !'^$.()[]{}?*+|'.includes(piece) ? piece : undefined;
}
