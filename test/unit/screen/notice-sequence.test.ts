import { expect, it } from 'vitest';
import { noticeSequence } from '../../../src/screen/notice-sequence.ts';

it.each([
  [{ TERM_PROGRAM: 'iTerm.app' }, '\u001b]9;done\u0007'],
  [{ TERM_PROGRAM: 'ghostty' }, '\u001b]9;done\u0007'],
  [{ TERM: 'foot' }, '\u001b]777;notify;showrun;done\u0007'],
  [{ TERM: 'xterm-256color' }, ''],
  [{ TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/tmux' }, ''],
  [{}, ''],
])('tells the desktop only through terminals that know how: %j', (env, sequence) => {
  expect(noticeSequence('done', env)).toBe(sequence);
});

it('ends where its text ends, whatever is in that', () => {
  const sequence = noticeSequence('a\u0007\u001b]52;c;x\u009cb;c', { TERM: 'foot' });
  expect(sequence).toBe('\u001b]777;notify;showrun;a  ]52 c x b c\u0007');
});
