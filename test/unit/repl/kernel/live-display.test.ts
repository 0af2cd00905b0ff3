import { describe, expect, it } from 'vitest';
import { LiveDisplay } from '../../../../src/repl/kernel/live-display.ts';
import type { FromKernel } from '../../../../src/repl/link/protocol.ts';

/** A display, and what it says to the program. */
function opened(room = true) {
  const sent: FromKernel[] = [];
  const printed: string[] = [];
  let heard: (() => void) | undefined;
  const display = new LiveDisplay({
    send: (message) => {
      sent.push(message);
      heard?.();
    },
    print: (text) => void printed.push(text),
  });
  if (room) display.setRoom({ cols: 80, rows: 10 });
  const pictures = () => sent.flatMap((one) => (one.kind === 'live' ? [one.text] : []));
  const next = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  return { display, sent, printed, pictures, next };
}

describe('a display that is replaced in place', () => {
  it('sends the last of what is shown too fast to be seen', async () => {
    const { display, pictures, next } = opened();
    const live = display.open();
    const sent = next();
    for (let i = 0; i < 1_000; i++) live.show(`step ${i}`);
    await sent;
    expect(pictures().at(-1)).toBe('step 999');
    expect(pictures().length).toBeLessThanOrEqual(3);
  });

  it('leaves its last text behind when it ends, and shows nothing after', () => {
    const { display, pictures, sent } = opened();
    const live = display.open();
    live.show('a');
    live.show('b', 'every 2s');
    live.end();
    live.show('c');
    expect(pictures().at(-1)).toBe('b\n\u001b[2mevery 2s\u001b[0m');
    expect(sent.at(-1)).toEqual({ kind: 'live-ended' });
  });

  it('leaves no status behind when its cell is interrupted', () => {
    const { display, pictures } = opened();
    display.open().show('a', 'q stops');
    display.end();
    expect(pictures().at(-1)).toBe('a');
  });

  it('is ended by the one opened after it', () => {
    const { display, pictures } = opened();
    const first = display.open();
    first.show('a');
    display.open().show('b');
    first.show('late');
    display.end();
    expect(pictures().at(-1)).toBe('b');
  });

  it('hands over the keys it has asked for, and no others', () => {
    const { display, sent } = opened();
    const keys: string[] = [];
    display.open({ keys: ['p'], onKey: (key) => keys.push(key) });
    display.press('p');
    display.press('x');
    expect(keys).toEqual(['p']);
    expect(sent[0]).toEqual({ kind: 'live', text: '', keys: ['p'] });
  });

  it('settles when the person stops it', async () => {
    const { display } = opened();
    const live = display.open();
    display.stop();
    await expect(live.stopped).resolves.toBeUndefined();
  });

  it('tells a new size of the screen', () => {
    const { display } = opened();
    const rooms: number[] = [];
    const live = display.open({ onRoom: ({ rows }) => rooms.push(rows) });
    display.setRoom({ cols: 60, rows: 5 });
    expect(rooms).toEqual([5]);
    expect(live.room).toEqual({ cols: 60, rows: 5 });
  });

  it('is bounded in lines', () => {
    const { display, pictures } = opened();
    display.open().show('x\n'.repeat(5_000));
    display.end();
    expect(pictures().at(-1)?.split('\n').length).toBeLessThan(1_010);
  });
});

describe('a display without a screen', () => {
  it('prints each text with its time, once, and nothing of its status', () => {
    const { display, printed, sent } = opened(false);
    const live = display.open();
    live.show('a', 'sample 1');
    live.show('a', 'sample 2');
    live.show('b', 'sample 3');
    live.end();
    expect(printed.map((text) => text.replace(/\d\d:\d\d:\d\d/, 'TIME'))).toEqual([
      'TIME\na\n',
      'TIME\nb\n',
    ]);
    expect(sent).toEqual([]);
    expect(live.room).toBeUndefined();
  });
});
