import { expect, it, onTestFinished } from 'vitest';
import { charsetOf, UTF_8 } from '../../../src/core/charset.ts';
import { RawLog } from '../../../src/session/record/raw-log.ts';
import { Emulator } from '../../../src/term/emulator.ts';
import { Archives } from '../../../src/ui/archives.ts';

/** A session whose screen has scrolled away what its log still holds. */
function readLater(words: string, charset = UTF_8) {
  const emulator = new Emulator({
    size: { cols: 80, rows: 4 },
    scrollbackLines: 10,
    charset,
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  onTestFinished(() => emulator.close());
  const rawLog = new RawLog();
  emulator.feed(Buffer.from('\r\n'.repeat(30)));
  rawLog.append(charset.encode(words));
  return { name: 'r1', emulator, rawLog };
}

/** The longest the event loop stood still while the work was done. */
async function longestStallMs(work: Promise<void>): Promise<number> {
  let longestMs = 0;
  let isOver = false;
  let lastMs = performance.now();
  const look = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
    if (!isOver) setImmediate(look);
  };
  look();
  await work;
  look();
  isOver = true;
  return longestMs;
}

it('an archive holds what the screen has lost', async () => {
  const archives = new Archives();
  await archives.open(readLater(`first\r\n${'line\r\n'.repeat(5_000)}last`));
  const lines = archives.of('r1')?.text() ?? [];
  expect([lines[0], lines.at(-1), lines.length]).toEqual(['first', 'last', 5_002]);
});

it('an archive is read in the character set of its host', async () => {
  const archives = new Archives();
  await archives.open(readLater('接口\r\n核心', charsetOf('gbk')));
  expect(archives.of('r1')?.text()).toEqual(['接口', '核心']);
});

it.each(['\x1bc', '\x1b[24S', 'A\x1b[1920b'])(
  'a hostile log holds nothing up while it is drawn: %j',
  async (words) => {
    const archives = new Archives();
    const session = readLater(words.repeat(200_000 / words.length));
    expect(await longestStallMs(archives.open(session))).toBeLessThan(1_000);
  },
  30_000,
);
