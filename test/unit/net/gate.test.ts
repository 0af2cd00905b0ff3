import { describe, expect, it } from 'vitest';
import { Gate } from '../../../src/net/gate.ts';

const never = new AbortController().signal;

describe('the gate', () => {
  it('lets in as many as its limit and the next when one leaves', async () => {
    const gate = new Gate(2);
    const first = await gate.enter(never);
    await gate.enter(never);
    let isIn = false;
    const third = gate.enter(never).then((leave) => {
      isIn = true;
      return leave;
    });
    await Promise.resolve();
    expect(isIn).toBe(false);
    first();
    await third;
    expect(isIn).toBe(true);
  });

  it('counts somebody who leaves twice once', async () => {
    const gate = new Gate(1);
    const first = await gate.enter(never);
    first();
    const second = await gate.enter(never);
    first();
    let isIn = false;
    void gate.enter(never).then(() => {
      isIn = true;
    });
    await Promise.resolve();
    expect(isIn).toBe(false);
    second();
    await Promise.resolve();
    expect(isIn).toBe(true);
  });

  it('forgets somebody who gives up waiting', async () => {
    const gate = new Gate(1);
    const leave = await gate.enter(never);
    const impatient = new AbortController();
    const waiting = gate.enter(impatient.signal);
    impatient.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    leave();
    await gate.enter(never);
  });

  it('turns away somebody who has already given up', async () => {
    await expect(new Gate(1).enter(AbortSignal.abort())).rejects.toThrow();
  });
});
