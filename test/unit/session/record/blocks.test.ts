import { describe, expect, it } from 'vitest';
import { UTF_8 } from '../../../../src/core/charset.ts';
import { BlockIndex } from '../../../../src/session/record/block-index.ts';
import { RawLog } from '../../../../src/session/record/raw-log.ts';
import { readBlocks } from '../../../../src/session/record/read-blocks.ts';
import { fakePlatform } from '../../../helpers/fake-platform.ts';

/** A raw log and an index fed as a session feeds them. */
class FakeRecord {
  readonly log = new RawLog(100_000);
  readonly index = new BlockIndex();
  #from = 0;

  /** What came between two prompts, both included. */
  heard(text: string, atMs: number, mode = 'privileged'): void {
    this.log.append(Buffer.from(text));
    const range = { from: this.#from, to: this.log.received } as const;
    const startsAt = this.#from === 0 ? 'beginning' : 'prompt';
    this.index.ended({ ...range, startsAt }, { mode, atMs });
    this.#from = this.log.received;
  }

  read(most = 50) {
    const on = { platform: fakePlatform, cols: 80, charset: UTF_8 };
    return readBlocks(this.index.blocks, this.log, { host: 'r1', platform: 'p', on, most });
  }
}

describe('the blocks of a session', () => {
  it('begin with the Enter of a person and end with the next prompt', () => {
    const record = new FakeRecord();
    record.heard('Welcome\r\nr1#', 1_000);
    record.index.entered(5_000);
    record.index.entered(5_500);
    record.heard('show clock\r\nnoon\r\nr1#', 6_000);
    expect(record.read()).toEqual([
      {
        ...{ host: 'r1', platform: 'p', command: 'show clock', mode: 'privileged' },
        ...{ startedAtMs: 5_000, elapsedMs: 1_000, outcome: 'ok', text: 'noon' },
      },
    ]);
  });

  it('are several where commands were typed ahead, each in the mode of its own prompt', () => {
    const record = new FakeRecord();
    record.heard('r1#', 0);
    record.heard('conf t\r\nr1(config)#end\r\nr1#show x\r\nX\r\nr1#', 10);
    expect(record.read().map(({ command, mode, text }) => [command, mode, text])).toEqual([
      ['conf t', 'privileged', ''],
      ['end', 'configuration', ''],
      ['show x', 'privileged', 'X'],
    ]);
  });

  it('of a script are what the script knows of them', () => {
    const record = new FakeRecord();
    record.heard('r1#', 0);
    record.heard('\u2026\r\nhello\r\nr1#', 900);
    const run = { host: 'r1', platform: 'p', text: 'hello', mode: 'shell', table: undefined };
    record.index.ran({
      ...{ ...run, command: 'enable', outcome: 'refused', startedAtMs: 700, elapsedMs: 150 },
    });
    expect(record.read()).toMatchObject([
      { command: 'enable', mode: 'shell', startedAtMs: 700, elapsedMs: 150, outcome: 'refused' },
    ]);
  });

  it('are the latest ones, and none of those whose bytes are gone', () => {
    const record = new FakeRecord();
    record.heard('r1#', 0);
    for (let at = 1; at <= 6; at++) record.heard(`c${at}\r\n${'x'.repeat(30_000)}\r\nr1#`, at);
    const commands = record.read().map(({ command }) => command);
    expect(commands.at(-1)).toBe('c6');
    expect(commands).not.toContain('c1');
    expect(record.read(1).map(({ command }) => command)).toEqual(['c6']);
  });

  it('are none where only Enter was pressed', () => {
    const record = new FakeRecord();
    record.heard('r1#', 0);
    record.heard('\r\nr1#', 1);
    expect(record.read()).toEqual([]);
  });

  it('are kept up to a bound', () => {
    const record = new FakeRecord();
    for (let at = 0; at < 1_000; at++) record.heard('a\r\nr1#', at);
    expect(record.index.blocks).toHaveLength(300);
  });
});
