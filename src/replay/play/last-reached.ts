/** How many of a list come first for which `isReached` holds; it holds for a beginning of the list. */
export function countReached<Stone>(
  stones: readonly Stone[],
  isReached: (stone: Stone) => boolean,
): number {
  let from = 0;
  let to = stones.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const stone = stones[middle];
    if (stone !== undefined && isReached(stone)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The last of them. */
export function lastReached<Stone>(
  stones: readonly Stone[],
  isReached: (stone: Stone) => boolean,
): Stone | undefined {
  return stones[countReached(stones, isReached) - 1];
}
