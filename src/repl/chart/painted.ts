/** A stretch of text in one look. */
export interface Piece {
  /** `safe()` already, without line ends. */
  readonly text: string;
  /** SGR parameters (`1;33`); '' for the terminal's own look. */
  readonly sgr: string;
}

export type PaintedLine = readonly Piece[];

/** Lines as text with SGR colours, the way cells print them. */
export function paintedText(lines: readonly PaintedLine[]): string {
  return lines.map((line) => merged(line).map(pieceText).join('')).join('\n');
}

/** The same without colours. */
export function plainText(lines: readonly PaintedLine[]): string {
  return lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
}

export function plain(text: string): Piece {
  return { text, sgr: '' };
}

export function muted(text: string): Piece {
  return { text, sgr: '2' };
}

function pieceText({ text, sgr }: Piece): string {
  return sgr === '' ? text : `\u001b[${sgr}m${text}\u001b[0m`;
}

/** Neighbours of one look as one piece. */
function merged(line: PaintedLine): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of line) {
    const last = pieces.at(-1);
    if (piece.text === '') continue;
    if (last?.sgr === piece.sgr)
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
    else pieces.push(piece);
  }
  return pieces;
}
