import { describe, expect, it } from 'vitest';
import { answerText } from '../../../../../src/export/html/player/answer-text.ts';
import { filmOf } from '../../../../helpers/film.ts';

const marker = { kind: 'marker', label: '' } as const;

describe("a chapter's answer", () => {
  it('is what stands between its line and the prompt behind it, lines that left the screen too', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `route ${at}`);
    const film = filmOf([
      [0, 'hello\r\nr1#show ip route'],
      [100, marker],
      [200, `\r\n${lines.join('\r\n')}\r\nr1#`],
    ]);
    expect(answerText(film, { atMs: 100, endMs: 200 })).toBe(lines.join('\n'));
  });

  it('is empty where there was none, and where the screen was wiped', () => {
    const film = filmOf([
      [0, 'a\r\nb\r\nr1#clear'],
      [100, marker],
      [200, '\x1b[H\x1b[2Jr1#'],
      [300, marker],
      [400, '\r\nr1#'],
    ]);
    expect(answerText(film, { atMs: 100, endMs: 200 })).toBe('');
    expect(answerText(film, { atMs: 300, endMs: 400 })).toBe('');
  });
});
