import { beforeEach, describe, expect, it } from 'vitest';
import { Emitter } from '../../../src/core/emitter.ts';
import type { Key } from '../../../src/core/key.ts';
import type { Completions } from '../../../src/repl/completion/completion.ts';
import { NO_VOCABULARY } from '../../../src/repl/completion/vocabulary.ts';
import { type History, openHistory } from '../../../src/repl/history/history.ts';
import type { CellOutcome } from '../../../src/repl/link/cell-outcome.ts';
import type { KernelEvent } from '../../../src/repl/link/kernel-event.ts';
import type { Room } from '../../../src/repl/link/protocol.ts';
import { type CellRunner, Repl } from '../../../src/repl/repl.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

/** The far end of the pipe: cells end when the test says so. */
class FakeKernel implements CellRunner {
  readonly vocabulary = NO_VOCABULARY;
  readonly events = new Emitter<KernelEvent>();
  readonly sources: string[] = [];
  readonly #running: ((outcome: CellOutcome) => void)[] = [];
  nextNumber = 1;
  interrupts = 0;
  completions: Completions = { from: 0, to: 0, items: [] };
  isClosed = false;

  start(): void {}
  setHosts(): void {}
  setColumnRules(): void {}
  readonly rooms: Room[] = [];
  readonly liveKeys: string[] = [];
  stopLive(): void {
    this.liveKeys.push('stop');
  }
  pressLive(key: string): void {
    this.liveKeys.push(key);
  }
  setRoom(room: Room): void {
    this.rooms.push(room);
  }

  evaluate(source: string): Promise<CellOutcome> {
    this.sources.push(source);
    this.nextNumber++;
    return new Promise((resolve) => this.#running.push(resolve));
  }

  async complete(): Promise<Completions> {
    return this.completions;
  }

  async interrupt() {
    this.interrupts++;
    await this.end({ status: 'interrupted', number: 1, elapsedMs: 1 });
    return 'soft' as const;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** Ends the running cell and lets the news arrive. */
  async end(outcome: CellOutcome): Promise<void> {
    if (outcome.status === 'incomplete') this.nextNumber--;
    this.#running.shift()?.(outcome);
    await Promise.resolve();
    await Promise.resolve();
  }
}

const DONE: CellOutcome = { status: 'done', number: 1, elapsedMs: 1 };

let kernel: FakeKernel;
let clock: FakeClock;
let history: History;
let repl: Repl;

beforeEach(async () => {
  kernel = new FakeKernel();
  clock = new FakeClock();
  history = await openHistory({ path: undefined, onProblem: () => undefined, nowMs: () => 0 });
  const backend = {
    hosts: () => [{ name: 'router1', groups: ['core'], platform: 'p', address: 'a' }],
    run: async () => [],
    operate: async () => [],
  };
  repl = new Repl({
    backend,
    kernel,
    history,
    clock,
    knowledge: { commandsOf: () => ['show version'], columnsOf: () => undefined },
  });
});

function press(name: string, held: Partial<Key> = {}): 'handled' | 'unhandled' {
  return repl.key({ name, ctrl: false, alt: false, shift: false, text: '', ...held });
}

function type(text: string): void {
  for (const character of text) {
    if (character === '\n') press('enter');
    else press(character === ' ' ? 'space' : character, { text: character });
  }
}

function moves(host: string, status: 'waiting' | 'done' | 'refused' | 'lost' | 'skipped'): void {
  kernel.events.emit({ type: 'progress', progress: { host, status, words: '' } });
}

describe('the REPL', () => {
  it('runs what was typed and shows what it gave', async () => {
    type('1 + 1\n');
    expect(kernel.sources).toEqual(['1 + 1']);
    expect(repl.state.running).toMatchObject({ number: 1 });
    kernel.events.emit({ type: 'printed', text: 'a' });
    kernel.events.emit({ type: 'printed', text: 'b' });
    const outcome: CellOutcome = { status: 'value', number: 1, text: '2', elapsedMs: 1 };
    await kernel.end(outcome);
    expect(repl.state).toMatchObject({ running: undefined, number: 2, editor: { text: '' } });
    expect(repl.state.entries).toMatchObject([
      { kind: 'cell', number: 1, source: '1 + 1', printed: 'ab', outcome },
    ]);
    press('up');
    expect(repl.state.editor.text).toBe('1 + 1');
  });

  it('suggests how an earlier input went on, unless it is told not to', async () => {
    type('kept = 1\n');
    await kernel.end(DONE);
    type('ke');
    expect(repl.state.editor.suggestion).toBe('pt = 1');
    repl.setEditor({ keys: 'emacs', suggestions: 'off' });
    expect(repl.state.editor.suggestion).toBe('');
    repl.setEditor({ keys: 'emacs', suggestions: 'on' });
    press('right');
    expect(repl.state.editor.text).toBe('kept = 1');
  });

  it('changes its keys while something is typed, and begins the next input inserting', async () => {
    type('one two');
    repl.setEditor({ keys: 'vi', suggestions: 'on' });
    press('escape');
    type('0dw');
    expect(repl.state.editor.text).toBe('two');
    press('enter');
    await kernel.end(DONE);
    expect(repl.state.editor.vi?.mode).toBe('insert');
    type('x');
    press('escape');
    press('c', { ctrl: true });
    expect(repl.state.editor).toMatchObject({ text: '', vi: { mode: 'insert' } });
    repl.setEditor({ keys: 'emacs', suggestions: 'on' });
    expect(repl.state.editor.vi).toBeUndefined();
  });

  it('shows after Ctrl-O the input that followed in the history', async () => {
    for (const text of ['first', 'second', 'third']) {
      type(`${text}\n`);
      await kernel.end(DONE);
    }
    press('up');
    press('up');
    press('up');
    press('o', { ctrl: true });
    await kernel.end(DONE);
    expect(kernel.sources.at(-1)).toBe('first');
    expect(repl.state.editor.text).toBe('second');
  });

  it('goes on typing on a new line until the input is complete', () => {
    type('for (;;) {\n');
    expect(repl.state.editor.text).toBe('for (;;) {\n  ');
    type('break\n}\n');
    expect(kernel.sources).toEqual(['for (;;) {\n  break\n}']);
  });

  it('gives an input back when only the kernel can tell that it goes on', async () => {
    type('interface A {\n');
    type('n');
    await kernel.end({ status: 'incomplete' });
    expect(repl.state.editor).toMatchObject({ text: 'interface A {\nn', cursor: 15 });
    expect(repl.state.entries).toEqual([]);
    expect(repl.state.number).toBe(1);
  });

  it('keeps what is typed while a cell runs and runs it in turn', async () => {
    type('first\nsecond\nthi');
    expect(kernel.sources).toEqual(['first']);
    expect(repl.state).toMatchObject({ queued: ['second'], editor: { text: 'thi' } });
    await kernel.end(DONE);
    expect(kernel.sources).toEqual(['first', 'second']);
    expect(repl.state).toMatchObject({ queued: [], editor: { text: 'thi' } });
  });

  it('tells how long a cell has been running', () => {
    type('x\n');
    clock.advance(2_000);
    expect(repl.elapsedMs()).toBe(2_000);
  });

  it('interrupts the running cell at Ctrl-C and forgets those behind it', async () => {
    type('first\nsecond\ntyped');
    press('c', { ctrl: true });
    await Promise.resolve();
    expect(kernel.interrupts).toBe(1);
    expect(kernel.sources).toEqual(['first']);
    expect(repl.state).toMatchObject({ queued: [], editor: { text: 'typed' } });
  });

  it('clears the line at Ctrl-C when nothing runs; undo brings it back', () => {
    type('abc');
    press('c', { ctrl: true });
    expect(repl.state.editor.text).toBe('');
    expect(kernel.interrupts).toBe(0);
    press('_', { ctrl: true });
    expect(repl.state.editor.text).toBe('abc');
  });

  it('pastes without running, controls taken out', () => {
    repl.paste('a\r\nb\tc\x1b[201~\x07\n');
    expect(repl.state.editor.text).toBe('a\nb  c[201~\n');
    expect(kernel.sources).toEqual([]);
  });

  it('completes the only possibility at once', () => {
    type('@ro');
    press('tab');
    expect(repl.state.editor.text).toBe('@router1');
    type(' show v');
    press('tab');
    expect(repl.state.editor.text).toBe('@router1 show version ');
  });

  it('lists several possibilities, to be narrowed, walked and taken', async () => {
    const items = ['alpha', 'alps', 'alpine'].map((label) => ({ label, kind: 'value' as const }));
    kernel.completions = { from: 0, to: 1, items };
    type('a');
    press('tab');
    await Promise.resolve();
    await Promise.resolve();
    expect(repl.state.editor.text).toBe('alp');
    expect(repl.state.popup?.items).toHaveLength(3);
    press('down');
    expect(repl.state.popup?.selected).toBe(1);
    press('tab', { shift: true });
    expect(repl.state.popup?.selected).toBe(0);
    type('i');
    expect(repl.state.popup?.items.map(({ label }) => label)).toEqual(['alpine']);
    press('enter');
    expect(repl.state).toMatchObject({ editor: { text: 'alpine' }, popup: undefined });
    expect(kernel.sources).toEqual([]);
  });

  it('drops an answer that typing has made old', async () => {
    kernel.completions = { from: 0, to: 1, items: [{ label: 'ax', kind: 'value' }] };
    type('a');
    press('tab');
    type('b');
    await Promise.resolve();
    await Promise.resolve();
    expect(repl.state.editor.text).toBe('ab');
  });

  it('closes the list at Escape and when nothing fits any more', async () => {
    type('@');
    press('tab');
    expect(repl.state.popup?.items.length).toBeGreaterThan(1);
    press('escape');
    expect(repl.state.popup).toBeUndefined();
    press('tab');
    type('z');
    expect(repl.state.popup).toBeUndefined();
  });

  it('shows what is printed between cells and what became of the kernel', () => {
    kernel.events.emit({ type: 'printed', text: 'late ' });
    kernel.events.emit({ type: 'printed', text: 'words' });
    kernel.events.emit({ type: 'died', text: 'kernel restarted' });
    expect(repl.state.entries).toMatchObject([
      { kind: 'printed', text: 'late words' },
      { kind: 'note', text: 'kernel restarted' },
    ]);
  });

  it('clears the transcript at Ctrl-L, all but what runs', async () => {
    type('a\n');
    await kernel.end(DONE);
    type('b\n');
    press('l', { ctrl: true });
    expect(repl.state.entries).toMatchObject([{ source: 'b' }]);
  });

  it('bounds what it keeps', async () => {
    for (let i = 0; i < 600; i++) repl.note(`note ${i}`);
    expect(repl.state.entries).toHaveLength(500);
    type('x\n');
    for (let i = 0; i < 30; i++) kernel.events.emit({ type: 'printed', text: 'y'.repeat(10_000) });
    const last = repl.state.entries.at(-1);
    expect(last?.kind === 'cell' && last.printed.length).toBeLessThan(200_100);
  });

  it('scrolls, and comes back at the first key typed', () => {
    repl.scroll(5);
    press('pageup');
    expect(repl.state.scrollBack).toBe(15);
    repl.scroll(-99);
    expect(repl.state.scrollBack).toBe(0);
    repl.scroll(5);
    type('a');
    expect(repl.state.scrollBack).toBe(0);
  });

  it('keeps what is read in place while a cell goes on below', () => {
    const laid = (rows: number) => repl.laidOut({ cols: 80, pageRows: 10, rows });
    laid(100);
    repl.scroll(20);
    expect(laid(107)).toBe(27);
    expect(repl.state.scrollBack).toBe(27);
  });

  it('replaces what a running cell shows, and gives it its keys while nothing is typed', async () => {
    type('watch()\n');
    kernel.events.emit({ type: 'live', text: 'one', keys: ['p'] });
    kernel.events.emit({ type: 'live', text: 'two', keys: ['p'] });
    expect(repl.state.entries.at(-1)).toMatchObject({ live: 'two', printed: '' });
    type('px');
    type('p\n');
    expect(kernel.liveKeys).toEqual(['p']);
    expect(repl.state.queued).toEqual(['xp']);
    press('escape');
    type('q');
    expect(kernel.liveKeys).toEqual(['p', 'stop', 'stop']);
    await kernel.end(DONE);
    expect(repl.state.entries.at(0)).toMatchObject({ live: 'two' });
  });

  it('keeps no more of what is replaced in place than its last text', async () => {
    type('watch()\n');
    const before = repl.state.entries.length;
    for (let i = 0; i < 36_000; i++)
      kernel.events.emit({ type: 'live', text: `picture ${i}`, keys: [] });
    expect(repl.state.entries).toHaveLength(before);
    expect(repl.state.entries.at(-1)).toMatchObject({ live: 'picture 35999' });
    kernel.events.emit({ type: 'live', text: 'x'.repeat(10_000_000), keys: [] });
    const last = repl.state.entries.at(-1);
    expect(last?.kind === 'cell' && last.live.length).toBeLessThan(200_100);
  });

  it('tells the kernel the room there is, once for each size', () => {
    repl.laidOut({ cols: 80, pageRows: 10, rows: 3 });
    repl.laidOut({ cols: 80, pageRows: 10, rows: 4 });
    repl.laidOut({ cols: 60, pageRows: 9, rows: 4 });
    expect(kernel.rooms).toEqual([
      { cols: 80, rows: 10 },
      { cols: 60, rows: 9 },
    ]);
  });

  it('keeps in the history how each cell ended and whom it asked', async () => {
    type('a\nb\nc\nd\n');
    moves('r1', 'waiting');
    moves('r2', 'waiting');
    moves('r1', 'done');
    moves('r2', 'skipped');
    await kernel.end({ ...DONE, elapsedMs: 7 });
    moves('r2', 'refused');
    moves('r1', 'done');
    await kernel.end(DONE);
    moves('r1', 'lost');
    moves('r1', 'refused');
    await kernel.end(DONE);
    await kernel.end({ status: 'failed', number: 4, text: 'no', elapsedMs: 1 });
    expect(history.entries.map(({ text, number, end }) => ({ text, number, ...end }))).toEqual([
      { text: 'a', number: 1, outcome: 'done', hosts: ['r1'], elapsedMs: 7 },
      { text: 'b', number: 1, outcome: 'refused', hosts: ['r2', 'r1'], elapsedMs: 1 },
      { text: 'c', number: 1, outcome: 'lost', hosts: ['r1'], elapsedMs: 1 },
      { text: 'd', number: 4, outcome: 'failed', hosts: [], elapsedMs: 1 },
    ]);
  });

  it('does not keep an input that is given back, and keeps one that never ran', async () => {
    type('interface A {\n');
    await kernel.end({ status: 'incomplete' });
    expect(history.entries).toEqual([]);
    press('c', { ctrl: true });
    type('first\nsecond\n');
    press('c', { ctrl: true });
    await Promise.resolve();
    expect(history.entries.map(({ text, end }) => [text, end?.outcome])).toEqual([
      ['first', 'interrupted'],
      ['second', 'interrupted'],
    ]);
  });

  it('does not run a text from which a secret was taken', () => {
    type('password = ‹secret›\n');
    expect(kernel.sources).toEqual([]);
    expect(repl.state.editor.text).toBe('password = ‹secret›');
    expect(repl.state.entries).toMatchObject([{ kind: 'note' }]);
  });

  it('leaves keys that mean nothing here to others', () => {
    expect(press('f5')).toBe('unhandled');
    expect(press('d', { ctrl: true })).toBe('unhandled');
    expect(press('a', { text: 'a' })).toBe('handled');
  });

  it('closes its kernel and says nothing more', async () => {
    let heard = 0;
    repl.changed.on(() => heard++);
    await repl.close();
    await repl.close();
    kernel.events.emit({ type: 'printed', text: 'x' });
    expect([kernel.isClosed, heard]).toEqual([true, 0]);
  });
});
