import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../src/core/key.ts';
import type { HistoryEntry, HistoryOutcome } from '../../../../src/repl/history/entry.ts';
import {
  type HistoryList,
  historyListKey,
  openHistoryList,
  renewedList,
} from '../../../../src/repl/history/history-list.ts';

const NOW = new Date(2026, 10, 20, 15, 0).getTime();

function entry(place: number, text: string, outcome: HistoryOutcome = 'value'): HistoryEntry {
  const end = { outcome, hosts: [`r${place}`], elapsedMs: 1 };
  return { id: `x.${place}`, run: place < 4 ? 'a' : 'b', number: place, atMs: NOW, text, end };
}

const ENTRIES = [
  entry(1, '@r1 show clock'),
  entry(2, '%%config r1\nhostname x', 'failed'),
  entry(3, '@r3 show version'),
  entry(4, '@r4 show clock', 'refused'),
  entry(5, 'x = 1'),
];
const look = { entries: ENTRIES, run: 'b', nowMs: NOW };

function key(name: string): Key {
  const ctrl = name.startsWith('ctrl-');
  const plain = ctrl ? name.slice(5) : name;
  const text = !ctrl && [...plain].length === 1 ? plain : '';
  return { name: plain, ctrl, alt: false, shift: false, text };
}

function press(list: HistoryList, ...names: string[]): HistoryList {
  let now = list;
  for (const name of names) {
    const step = historyListKey(now, key(name), look);
    if (step.status !== 'stays') throw new Error(`${name}: ${step.status}`);
    now = step.list;
  }
  return now;
}

function texts({ found }: HistoryList): string[] {
  return found.map(({ text }) => text);
}

const selected = ({ found, selected: place }: HistoryList) => found[place]?.text;

describe('the list of the history', () => {
  it('has everything at first, the newest first and selected', () => {
    const list = openHistoryList('', look);
    expect(texts(list)).toEqual(ENTRIES.map(({ text }) => text).toReversed());
    expect(selected(list)).toBe('x = 1');
  });

  it('looks for what is being typed, unless there is nothing like it', () => {
    expect(texts(openHistoryList('show clock', look))).toEqual([
      '@r4 show clock',
      '@r1 show clock',
    ]);
    expect(openHistoryList('zzzz', look)).toMatchObject({ query: '', selected: 0 });
    expect(openHistoryList('a\nb', look).query).toBe('');
  });

  it('narrows as one types, and widens again', () => {
    const list = press(openHistoryList('', look), ...'clock');
    expect(texts(list)).toEqual(['@r4 show clock', '@r1 show clock']);
    expect(texts(press(list, ' ', ...'host:r1'))).toEqual(['@r1 show clock']);
    expect(press(list, 'ctrl-w').query).toBe('');
    expect(press(list, 'backspace').query).toBe('cloc');
    expect(press(list, 'ctrl-u').found).toHaveLength(5);
  });

  it('goes to older ones and back, and no further than it can', () => {
    const list = openHistoryList('', look);
    expect(selected(press(list, 'ctrl-r', 'up', 'ctrl-s'))).toBe('@r4 show clock');
    expect(press(list, 'down').selected).toBe(0);
    expect(press(list, 'pageup').selected).toBe(4);
  });

  it('gives what is selected to the editor, and the key with it where it moves there', () => {
    const list = press(openHistoryList('', look), 'up');
    for (const name of ['enter', 'tab', 'right']) {
      expect(historyListKey(list, key(name), look)).toEqual({
        status: 'taken',
        text: '@r4 show clock',
        passesOn: 'nothing',
      });
    }
    for (const name of ['home', 'left', 'ctrl-a', 'ctrl-k']) {
      expect(historyListKey(list, key(name), look)).toMatchObject({ passesOn: 'key' });
    }
  });

  it('is given up without a trace, and when nothing was found', () => {
    const list = openHistoryList('', look);
    for (const name of ['escape', 'ctrl-g']) {
      expect(historyListKey(list, key(name), look)).toEqual({ status: 'given-up' });
    }
    const glued = { ...key('x'), alt: true, text: '' };
    expect(historyListKey(list, glued, look)).toMatchObject({
      status: 'given-up',
      key: { name: 'x', text: 'x', alt: false },
    });
    const nothing = press(list, ...'qqqq');
    expect(nothing.found).toEqual([]);
    expect(historyListKey(nothing, key('enter'), look)).toEqual({ status: 'given-up' });
  });

  it('keeps what is selected while other windows add to the history', () => {
    const list = press(openHistoryList('', look), 'up');
    const grown = { ...look, entries: [...ENTRIES, entry(6, 'newer')] };
    expect(selected(renewedList(list, grown))).toBe('@r4 show clock');
    expect(selected(renewedList(openHistoryList('', look), grown))).toBe('newer');
  });
});

describe('the rest of a session', () => {
  const from = press(openHistoryList('clock', look), 'up');
  const rest = press(from, 'ctrl-o');

  it('is listed in its order, with where it begins selected', () => {
    expect(texts(rest).toReversed()).toEqual(ENTRIES.slice(0, 3).map(({ text }) => text));
    expect(selected(rest)).toBe('@r1 show clock');
    expect(press(rest, 'escape')).toEqual(from);
  });

  it('is taken as one cell, from what is selected to its end', () => {
    expect(historyListKey(rest, key('ctrl-o'), look)).toEqual({
      status: 'taken',
      text: '@r1 show clock\n%%config r1\nhostname x\n// %%\n@r3 show version',
      passesOn: 'nothing',
    });
    expect(historyListKey(press(rest, 'down', 'down'), key('ctrl-o'), look)).toMatchObject({
      text: '@r3 show version',
    });
    expect(historyListKey(press(rest, 'down', 'down'), key('enter'), look)).toMatchObject({
      text: '@r3 show version',
    });
  });

  it('is narrowed by what one types', () => {
    expect(texts(press(rest, ...'show'))).toEqual(['@r3 show version', '@r1 show clock']);
  });
});
