/** A believable round trip in ms: longer with every hop, a little uneven, the same for the same seed. */
export function roundTripMs(hops: number, seed: number): number {
  const uneven = (Math.imul(seed + 1, 0x9e3779b1) >>> 28) % 3;
  return Math.max(1, hops + (hops > 0 ? uneven : 0));
}
