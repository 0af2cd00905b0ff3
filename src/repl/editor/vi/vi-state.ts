import type { Key } from '../../../core/key.ts';

/** What vi keys remember. */
export interface ViState {
  readonly mode: ViMode;
  /** What was typed of a command that is not whole yet. */
  readonly typed: readonly string[];
  /** The other end of what is selected in the visual modes. */
  readonly anchor: number;
  /** The last f, F, t or T, for `;` and `,`. */
  readonly find: ViFind | undefined;
  /** The keys of the last change, for `.`. */
  readonly change: readonly Key[];
  /** The keys of the change that is being made: it lasts until insert mode is left. */
  readonly recording: readonly Key[] | undefined;
}

export type ViMode = 'insert' | 'replace' | 'normal' | 'visual' | 'visual-line';

export interface ViFind {
  readonly kind: 'f' | 'F' | 't' | 'T';
  readonly character: string;
}

/** Vi keys as they begin: inserting. */
export const VI_START: ViState = {
  mode: 'insert',
  typed: [],
  anchor: 0,
  find: undefined,
  change: [],
  recording: undefined,
};
