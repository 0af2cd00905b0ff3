import { describe, expect, it } from 'vitest';
import { Memory } from '../../../src/net/memory.ts';

describe('turns', () => {
  it('come one after the other for the same key, also after a failure', async () => {
    const memory = new Memory();
    const order: string[] = [];
    const task = (name: string, fails: string | undefined) => async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (fails) throw new Error(fails);
    };
    const one = memory.inTurn('k', task('one', 'broken'));
    const two = memory.inTurn('k', task('two', undefined));
    await expect(one).rejects.toThrow('broken');
    await two;
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('of different keys do not wait for each other', async () => {
    const memory = new Memory();
    let release = () => {};
    const slow = memory.inTurn('a', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await memory.inTurn('b', () => Promise.resolve(7))).toBe(7);
    release();
    await slow;
  });
});
