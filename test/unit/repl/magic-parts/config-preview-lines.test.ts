import { describe, expect, it } from 'vitest';
import { configOrder } from '../../../../src/repl/magic-parts/config-order.ts';
import { previewLines } from '../../../../src/repl/magic-parts/config-preview-lines.ts';

describe('what is shown before a push', () => {
  it('is all of it in the transcript, and what fits a small screen in the question', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
    const hosts = Array.from({ length: 30 }, (_, at) => `r${at + 1}`);
    const { all, question } = shown(hosts, lines);
    for (const line of lines) expect(all).toContain(line);
    for (const host of hosts) expect(all).toContain(`\n${host} `);
    expect(question.title).toBe('Push 40 lines to 30 hosts?');
    expect(question.lines.length).toBeLessThanOrEqual(18);
    expect(question.lines).toContain('… 26 more hosts, shown in the REPL');
    expect(question.lines).toContain('… 33 more lines, shown in the REPL');
  });

  it('lets no text of a host or a cell act on the terminal', () => {
    const { all, question } = shown(['r1\u001b[31m'], ['banner \u001b]0;x\u0007']);
    expect([all, ...question.lines].join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('says how they are sent, where that is not as usual', () => {
    const words = ['r1', '--mode', 'private', '--comment', 'ticket 7', '--confirmed', '5'];
    const order = configOrder({ words, body: 'x' });
    const { question } = previewLines([preview('r1')], order);
    expect(question.lines).toContain(
      "in mode private, comment 'ticket 7', to be confirmed within 5 min, or it goes back",
    );
  });
});

function shown(hosts: readonly string[], lines: readonly string[]) {
  const order = configOrder({ words: hosts, body: lines.join('\n') });
  return previewLines(hosts.map(preview), order);
}

function preview(host: string) {
  return {
    ...{ host, platform: 'Cisco IOS', now: 'privileged', lines: 3, leftOut: [] },
    ...{ fate: 'count at once', problem: '' },
  };
}
