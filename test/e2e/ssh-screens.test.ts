import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { firstMissing, missingCommand, peer } from '../helpers/peers.ts';
import type { Person } from '../helpers/person.ts';
import { pictureOf } from '../helpers/picture.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { plainSshArgs } from '../helpers/ssh-home.ts';
import { sshdMissing } from '../helpers/sshd.ts';

const COLS = 100;
const ROWS = 30;
const missing = firstMissing(
  sshdMissing,
  missingCommand('vim'),
  missingCommand('less'),
  missingCommand('htop'),
);

peer('vim, less and htop', missing)('a program on the whole pane', () => {
  let device: SshDevice;
  let file: string;
  beforeAll(async () => {
    device = await startSshDevice();
    file = join(device.sshd.folder, 'router.c');
    writeFileSync(file, SOURCE);
  });
  afterAll(() => device?.close());

  /** The same device twice: in a zoomed pane, and in plain ssh on a terminal of the pane's size. */
  async function twoViews(): Promise<Views> {
    const pane = await inZoomedPane(device);
    const plain = await atKeyboard({
      command: 'ssh',
      args: plainSshArgs({ sshd: device.sshd, keyFile: device.keyFile }),
      cols: COLS,
      rows: ROWS,
    });
    await plain.sees(DEVICE_PROMPT);
    return { pane, plain };
  }

  it('vim looks as in plain ssh: colours, wide characters, after moves, edits, a search and a resize', async () => {
    const views = await twoViews();
    both(
      views,
      `clear; vim -n -u NONE -N -c 'syntax on' -c 'set bg=dark number hls ruler' ${file}\r`,
    );
    await views.plain.sees(/1,1 +Top/);
    await same(views);
    both(views, '/return\r');
    await views.plain.sees(/\/return/);
    await views.plain.sees(/10,\d/);
    await same(views);
    both(views, '\x1b[6~');
    await views.plain.sees(/\d+% *$/m);
    await same(views);
    both(views, 'Onew line: 日本語 ok\x1b');
    await views.plain.sees('日本語 ok');
    await same(views);
    views.pane.resizes(72, 22);
    views.plain.resizes(72, 20);
    await same(views, { cols: 72, rows: 20 });
    both(views, ':q!\r');
    await views.plain.sees(DEVICE_PROMPT);
    await views.pane.sees(DEVICE_PROMPT);
  });

  it('less looks as in plain ssh: colours, a search, the end, and its arrows work', async () => {
    const views = await twoViews();
    const coloured = join(device.sshd.folder, 'coloured.txt');
    writeFileSync(coloured, COLOURED);
    both(views, `clear; less -R ${coloured}\r`);
    await views.plain.sees('row 1 ');
    await same(views);
    for (const person of [views.pane, views.plain]) person.presses('down', 'down', 'down');
    await views.plain.sees(/^row 4 /m);
    await same(views);
    both(views, '/row 79\r');
    await views.plain.sees(/^row 79 /m);
    await same(views);
    both(views, 'G');
    await views.plain.sees('(END)');
    await same(views);
    both(views, 'q');
    await views.pane.sees(DEVICE_PROMPT);
  });

  it('htop looks as it did when its bytes were recorded', async () => {
    const live = await atKeyboard({ command: 'htop', cols: COLS, rows: ROWS });
    await live.sees('F10');
    await live.sees(/\d+:\d\d\.\d\d/);
    const recording = join(device.sshd.folder, 'htop.bin');
    const recorded = live.rawOutput;
    const shown = await atKeyboard({
      command: 'sh',
      args: replay(recording),
      cols: COLS,
      rows: ROWS,
    });
    writeFileSync(recording, recorded);
    shown.presses('enter');
    await shown.sees('F10');
    const pane = await inZoomedPane(device);
    pane.types(
      `sh ${replay(recording)
        .map((word) => `'${word}'`)
        .join(' ')}\r`,
    );
    await pane.sees('ready to play');
    pane.presses('enter');
    await same({ pane, plain: shown });
  });

  it('leaves the old screen as it was', async () => {
    const pane = await inZoomedPane(device);
    pane.types('echo before-$((1+1))\r');
    await pane.sees('before-2');
    const before = pictureOf(pane, content());
    pane.types(`vim -n -u NONE -N ${file}\r`);
    await pane.sees('#include');
    expect(pane.screen()).not.toContain('before-2');
    pane.types(':q\r');
    await pane.sees('before-2');
    expect(pictureOf(pane, content()).slice(0, 2)).toEqual(before.slice(0, 2));
    expect(pane.row(0)).toContain('core');
  });

  it('gets the arrows as it asked for them, and Escape at once', async () => {
    const pane = await inZoomedPane(device);
    pane.types(`vim -n -u NONE -N -c 'set ruler esckeys timeoutlen=50' ${file}\r`);
    await pane.sees(/1,1 +Top/);
    pane.presses('down', 'down', 'right');
    await pane.sees(/3,2/);
    pane.types('itext');
    await pane.sees('-- INSERT --');
    pane.presses('escape');
    await pane.losesSightOf('-- INSERT --');
    pane.types(':q!\r');
    await pane.sees(DEVICE_PROMPT);
  });
});

interface Views {
  readonly pane: Person;
  readonly plain: Person;
}

async function inZoomedPane(device: SshDevice): Promise<Person> {
  const pane = await atShowrun(['core'], {
    home: homeKnowing({ core: device }),
    cols: COLS,
    rows: ROWS + 2,
  });
  await pane.sees(DEVICE_PROMPT);
  pane.presses('ctrl-]', 'z');
  await pane.losesSightOf('In [1]');
  pane.types('stty size\r');
  await pane.sees(`${ROWS} ${COLS}`);
  return pane;
}

function both({ pane, plain }: Views, text: string): void {
  pane.types(text);
  plain.types(text);
}

/** Where the device's screen is in a zoomed pane: below the title. */
function content({ cols = COLS, rows = ROWS } = {}) {
  return { x: 0, y: 1, w: cols, h: rows };
}

async function same({ pane, plain }: Views, size: { cols?: number; rows?: number } = {}) {
  const area = content(size);
  const wanted = () => pictureOf(plain, { ...area, y: 0 }).join('\n');
  const isSame = () => pictureOf(pane, area).join('\n') === wanted();
  // Both may still be drawing: whichever comes last decides.
  await Promise.race([
    pane.sees(isSame, { withinMs: 5_000 }),
    plain.sees(isSame, { withinMs: 5_000 }),
  ]).catch(() => expect(pictureOf(pane, area)).toEqual(wanted().split('\n')));
  const { x, y, isVisible } = plain.cursor();
  expect(pane.cursor()).toMatchObject(isVisible ? { x, y: y + 1, isVisible } : { isVisible });
}

/** Arguments of `sh` that play a recording when Return is pressed, and then wait. */
function replay(recording: string): string[] {
  return ['-c', `echo ready to play; stty raw -echo; head -c 1 >/dev/null; cat ${recording}; cat`];
}

const SOURCE = `#include <stdio.h>

/* Sends a frame; 日本 and naïve are words, too. */
struct frame { unsigned char bytes[1500]; int length; };

static int checksum(const struct frame *frame) {
  int sum = 0;
  for (int i = 0; i < frame->length; i++) sum += frame->bytes[i];
  if (sum < 0) {
    return -1;
  }
  return sum & 0xffff;
}
${Array.from({ length: 80 }, (_, i) => `int port_${i}(void) { return ${i}; } // "text ${i}"`).join('\n')}
`;

const COLOURED = Array.from({ length: 120 }, (_, i) => {
  const n = i + 1;
  return (
    `row ${n} \x1b[3${n % 8}mnamed\x1b[0m \x1b[38;5;${n % 256};48;5;${255 - (n % 256)}mpalette\x1b[0m ` +
    `\x1b[38;2;${n};${255 - n};77mrgb\x1b[0m \x1b[1mbold\x1b[0m \x1b[2mdim\x1b[0m \x1b[3mitalic\x1b[0m ` +
    '\x1b[4munder\x1b[0m \x1b[7minverse\x1b[0m \x1b[9mstrike\x1b[0m ┌─┐ 漢字 é'
  );
}).join('\n');
