/** Time, given from outside so that tests own it. `nowMs` is monotonic; `wallMs` is since the epoch. */
export interface Clock {
  nowMs(): number;
  wallMs(): number;
  /** Calls back once; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
