import { describe, expect, it } from 'vitest';
import { endLike } from '../../../../src/session/channel/end-like.ts';

const prompt = (text: string, host: string | undefined) => ({ text, host, mode: 'exec' });

describe('a prompt behind output that did not end its line', () => {
  it('is the one seen before', () => {
    expect(endLike('xr1#', prompt('r1#', 'r1'))).toBe('r1#');
    expect(endLike('xr1(config)#', prompt('r1#', 'r1'))).toBeUndefined();
  });

  it('may count, or tell the time', () => {
    expect(endLike('x[10|0] ann@r1:~$ ', prompt('[9|0] ann@r1:~$ ', 'r1'))).toBe(
      '[10|0] ann@r1:~$ ',
    );
    expect(endLike('x12:01 fw>', prompt('11:59 fw>', undefined))).toBe('12:01 fw>');
  });

  it('is not that of a host whose name has another number', () => {
    expect(endLike('see r2#', prompt('r1#', 'r1'))).toBeUndefined();
    expect(endLike('x[10|0] ann@r2:~$ ', prompt('[9|0] ann@r1:~$ ', 'r1'))).toBeUndefined();
  });
});
