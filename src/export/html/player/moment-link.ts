/** What the part behind `#` of a page's address names: a moment, and the session to look at. */
export interface LinkedMoment {
  readonly atMs: number;
  /** A session's name; undefined for all. */
  readonly session: string | undefined;
}

/** Reads `#t=83.5&s=r1`; undefined where it names no time. */
export function readMoment(hash: string): LinkedMoment | undefined {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const time = words.get('t');
  if (time === null || !/^\d{1,9}(\.\d{1,6})?$/.test(time)) return undefined;
  return { atMs: Math.round(Number(time) * 1_000), session: words.get('s') ?? undefined };
}

export function momentHash({ atMs, session }: LinkedMoment): string {
  const time = `t=${Number((atMs / 1_000).toFixed(2))}`;
  return `#${time}${session === undefined ? '' : `&s=${encodeURIComponent(session)}`}`;
}
