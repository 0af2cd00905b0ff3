import type { CellPosition } from '../link/cell-outcome.ts';
import type { CellScript } from '../syntax/rewrite.ts';
import { offsetAt, positionAt } from '../syntax/text-edits.ts';

/** A piece of a cell that a magic runs (`%time null.x`): its places are those of the whole cell, where it stands there as it is. */
export class PieceOfCell {
  readonly #piece: string;
  readonly #whole: string;
  readonly #at: number;

  constructor(piece: string, whole: string) {
    this.#piece = piece;
    this.#whole = whole;
    this.#at = whole.indexOf(piece);
  }

  /** A place in the piece as one in the cell. */
  inCell(place: CellPosition): CellPosition {
    if (this.#at < 0) return place;
    return positionAt(this.#whole, this.#at + offsetAt(this.#piece, place));
  }

  /** The piece's script, its places told in the cell. */
  script(script: CellScript): CellScript {
    if (this.#at < 0) return script;
    const { code, names, hasValue } = script;
    return {
      ...{ code, names, hasValue, source: this.#whole },
      toCell: (place) => this.inCell(script.toCell(place)),
      isStart: (place) => script.isStart(place),
    };
  }
}
