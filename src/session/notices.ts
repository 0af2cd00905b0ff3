import { safe } from '../core/safe.ts';

/** Something the device said on its own (a log line), or we have to say about it; sanitised. */
export interface Notice {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly text: string;
}

const MOST_NOTICES = 200;

/** The newest notices of a session, oldest first. A new array each time, so that it can be compared by identity. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const text = safe(notice.text, 500);
  return [...notices.slice(1 - MOST_NOTICES), { ...notice, text }];
}
