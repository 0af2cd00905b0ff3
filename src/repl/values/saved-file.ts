import { inspect } from 'node:util';
import { safe } from '../../core/safe.ts';

/** A file that a cell has written. */
export class SavedFile {
  /** The whole path. */
  readonly path: string;
  /** What is in it: `12 rows`, `40 lines`. */
  readonly content: string;

  constructor(path: string, content: string) {
    this.path = path;
    this.content = content;
    Object.freeze(this);
  }

  toString(): string {
    return this.path;
  }

  [inspect.custom](): string {
    return `${this.content} written to ${safe(this.path)}`;
  }
}
