/** A moment of a recording: where a search leads, and what `showrun replay --at` names. */
export interface Moment {
  /** The recording's folder or file. */
  readonly path: string;
  /** The session to look at; undefined for all. */
  readonly session?: string;
  /** In the recording's seconds; its beginning unless told. */
  readonly atS?: number;
}
