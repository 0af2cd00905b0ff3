import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Grid } from '../../src/core/grid.ts';
import type { ExportGiven } from '../../src/export/export-format.ts';
import html from '../../src/export/formats/html.ts';
import type { RecordedHost } from '../../src/journal/recording.ts';
import { Emulator } from '../../src/term/emulator.ts';
import { type BrowserPage, inChromium } from '../helpers/chromium.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
} from '../helpers/export-given.ts';
import { missingCommand, peer } from '../helpers/peers.ts';
import { cell, note } from '../helpers/report-recording.ts';

const HOSTILE =
  '<script>window.hurt=1</script></script><!--<img src=x onerror=window.hurt=2>\u202e javascript:hurt';
const routes = Array.from({ length: 80 }, (_, at) => `O 10.${at}.0.0/24 via 10.0.12.2`).join(
  '\r\n',
);

const r1 = recordedHost([
  [0, 'r1#'],
  [1, 'show version'],
  [1.1, { kind: 'marker', label: 'show version' }],
  [1.2, `\r\nCisco IOS\r\n${HOSTILE}\r\nr1#`],
  [10, 'show ip route'],
  [10.1, { kind: 'marker', label: 'show ip route' }],
  [10.3, `\r\n${routes}\r\nr1#`],
  [20, `\x1b[31mred\x1b[0m \u4f60\u597d ├─┤ \x1b[7minverse\x1b[0m`],
  [20.1, { kind: 'marker', label: HOSTILE }],
]);
const r2 = recordedHost(
  [
    [0.5, 'r2>'],
    [15, 'shwo run'],
    [15.1, { kind: 'marker', label: 'shwo run' }],
    [15.2, '\r\n% Invalid input\r\nr2>'],
  ],
  { name: 'r2', size: { cols: 132, rows: 50 } },
);
const recording = recordingOf([r1, r2], {
  blocks: [
    recordedBlock({ number: 1, command: 'show version', atS: 1.1, endS: 1.2 }),
    recordedBlock({ number: 2, command: 'show ip route', atS: 10.1, endS: 10.3 }),
    recordedBlock({
      number: 3,
      command: 'shwo run',
      atS: 15.1,
      endS: 15.2,
      session: 'r2',
      outcome: 'refused',
    }),
    recordedBlock({ number: 4, command: HOSTILE, atS: 20.1, endS: 20.1, outcome: 'unfinished' }),
  ],
  notes: [note(5, `Loss towards B ${HOSTILE}`, 'r1')],
  cells: [cell(12, { source: '@all show clock', text: `r1 12:00 ${HOSTILE}` })],
});

peer('Chromium', missingCommand('chromium'))('a page in Chromium', () => {
  let folder = '';
  let url = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    url = await pageOf(exportGiven({ recording, texts: { 1: HOSTILE }, more: { title: HOSTILE } }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function pageOf(given: ExportGiven, name = 'page.html'): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, await exported(html, given));
    return pathToFileURL(file).href;
  }

  it('opens from a disk, asks nobody for anything, and nothing of a device runs', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'dark' });
      await page.open(url);
      await page.value(READY);
      await page.press('End');
      expect(await page.value('document.querySelectorAll(".pane").length')).toBe(2);
      expect(await page.value('document.querySelectorAll(".chapter").length')).toBe(6);
      expect(await page.value('typeof window.hurt')).toBe('undefined');
      expect(await page.value('document.querySelectorAll("img, a, iframe").length')).toBe(0);
      expect(await page.value('document.title')).toContain('<script>window.hurt=1</script>');
      expect(page.complaints).toEqual([]);
      expect(page.requests).toEqual([]);
    });
  });

  it('shows at every marker what the emulator shows, sought in any order', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'light' });
      await page.open(url);
      await page.value(READY);
      for (const atS of [20.1, 1.1, 15.1, 10.1, 0, 20.1]) {
        await page.value(`location.hash = 't=${atS}'; new Promise((done) => setTimeout(done))`);
        expect(await rowsOf(page, 0)).toEqual(rowsAt(r1, atS));
        expect(await rowsOf(page, 1)).toEqual(rowsAt(r2, atS));
      }
      expect(
        await page.value('getComputedStyle(document.querySelector(".screen .s1")).color'),
      ).toBe('rgb(179, 38, 30)');
    });
  });

  it('plays, leaves pauses out, stops at the end, and goes on from the beginning', async () => {
    await inChromium(async (page) => {
      await page.open(url);
      await page.value(READY);
      await page.press('>', '>', '>', '>');
      await page.press('Space');
      expect(await page.value('document.querySelector(".play").title')).toBe('Pause');
      expect(await page.value(`${TIME_IS('0:20.1 / 0:20.1')}`)).toBe(true);
      await page.value(PAUSED);
      await page.press('Space');
      expect(await page.value('document.querySelector(".play").title')).toBe('Pause');
    });
  });

  it('goes from chapter to chapter by keys and clicks, and its address follows', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'dark' });
      await page.open(url);
      await page.value(READY);
      await page.press('ArrowDown', 'ArrowDown', 'ArrowDown');
      expect(await page.value(CURRENT)).toContain('show ip route');
      expect(await page.value('location.hash')).toBe('#t=10.1');
      await page.press('ArrowUp');
      expect(await page.value(CURRENT)).toContain('Loss towards B');
      await page.value('document.querySelector(".chapter.bad button").click()');
      expect(await page.value(CURRENT)).toContain('shwo run');
      await page.press('2');
      expect(await page.value('location.hash')).toBe('#t=15.1&s=r2');
      expect(await page.value(SHOWN_PANES)).toEqual(['r2']);
      await page.press('Escape');
      expect(await page.value(SHOWN_PANES)).toEqual(['r1', 'r2']);
      await page.open('about:blank');
      await page.open(`${url}#t=15.1&s=r2`);
      await page.value(READY);
      expect(await page.value(SHOWN_PANES)).toEqual(['r2']);
    });
  });

  it('finds lines that have left the screen, notes and commands, and goes there', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'dark' });
      await page.open(url);
      await page.value(READY);
      await page.press('/');
      await page.types('VIA 10.0.12.2');
      await page.press('Enter');
      expect(await page.value('document.querySelector(".count").textContent')).toBe('1 of 80 hits');
      expect(await page.value('document.querySelector(".time").textContent')).toContain('0:10');
      await page.press('n', 'n', 'p');
      expect(
        await page.value('document.querySelector(".hit[aria-current]").textContent'),
      ).toContain('10.1.0.0');
      expect(await page.value('CSS.highlights.get("looked-for").size')).toBeGreaterThan(20);
      await page.press('/');
      await page.types('towards B');
      await page.press('Enter');
      expect(await page.value('document.querySelector(".hit.note mark").textContent')).toBe(
        'towards B',
      );
      expect(await page.value('document.querySelector(".time").textContent')).toContain('0:05');
    });
  });

  it("copies a command's answer, with what has left the screen", async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'dark' });
      await page.open(url);
      await page.value(READY);
      const copied = await page.value(`new Promise((done) => {
        navigator.clipboard.writeText = async (text) => done(text);
        document.querySelectorAll('.chapter .copy')[1].click();
      })`);
      expect(await page.value('document.querySelector(".chapter .copy").offsetWidth')).toBeLessThan(
        100,
      );
      expect(copied).toBe(`${routes.replaceAll('\r\n', '\n')}\n`);
    });
  });

  it('lets text be selected with the lines above the screen, and stops playing meanwhile', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 1280, height: 800, scheme: 'dark' });
      await page.open(`${url}#t=10.3&s=r1`);
      await page.value(READY);
      await page.press('Space');
      const selected = await page.value(`
        getSelection().selectAllChildren(document.querySelector('.term'));
        String(getSelection())`);
      expect(selected).toContain(routes.replaceAll('\r\n', '\n'));
      expect(selected).toContain('r1#show version\nCisco IOS\n');
      expect(selected).not.toContain('\n\n');
      await page.value(PAUSED);
    });
  });

  it('fits a phone: one session at a time, nothing beside the page', async () => {
    await inChromium(async (page) => {
      await page.looks({ width: 390, height: 844, scheme: 'dark', mobile: true });
      await page.open(url);
      await page.value(READY);
      expect(await page.value(SHOWN_PANES)).toEqual(['r1']);
      expect(await page.value('document.documentElement.scrollWidth')).toBe(390);
    });
  });

  it('shows commands with their answers where scripts are off, and on paper', async () => {
    await inChromium(async (page) => {
      await page.open(url);
      expect((await page.pdf()).length).toBeGreaterThan(5_000);
      await page.value(READY);
      expect(await page.value('document.querySelector("#text").offsetParent')).toBe(null);
    });
    await inChromium(async (page) => {
      await page.disableScripts();
      await page.open(url);
      const text = await page.value('document.body.innerText');
      expect(text).toContain('show ip route');
      expect(text).toContain('Loss towards B');
      expect(text).toContain('The player needs JavaScript');
      expect(text).toContain('<img src=x onerror=window.hurt=2>');
    });
  });

  it('begins with the first of the chosen blocks and shows nothing from before', async () => {
    const blocks = recording.blocks.slice(1, 2);
    const given = exportGiven({
      recording,
      more: { blocks, chosen: 'blocks', title: 'One block' },
    });
    const chosen = await pageOf(given, 'chosen.html');
    await inChromium(async (page) => {
      await page.open(chosen);
      await page.value(READY);
      expect(await page.value(SHOWN_PANES)).toEqual(['r1']);
      expect(await rowsOf(page, 0)).toEqual([
        'r1#show ip route',
        ...Array.from({ length: 23 }, () => ''),
      ]);
      await page.press('End');
      expect(await page.value('document.querySelector(".time").textContent')).toBe(
        '0:00.2 / 0:00.2',
      );
      const text = await page.value('document.querySelector(".term").innerText');
      expect(text).toContain('10.79.0.0/24');
      expect(text).not.toContain('Cisco IOS');
      expect(await page.value('document.documentElement.outerHTML')).not.toContain('Cisco IOS');
    });
  });
});

/** Resolves when the player is there. */
const READY = `new Promise((done) => {
  const root = document.getElementById('player');
  const look = () => root.hidden || done(true);
  new MutationObserver(look).observe(root, { attributes: true });
  look();
})`;
const PAUSED = `new Promise((done) => {
  const play = document.querySelector('.play');
  const look = () => play.title === 'Play' && done(true);
  new MutationObserver(look).observe(play, { attributes: true });
  look();
})`;
const CURRENT = 'document.querySelector(".chapter[aria-current]").textContent';
const SHOWN_PANES =
  '[...document.querySelectorAll(".pane")].filter((one) => !one.hidden).map((one) => one.getAttribute("aria-label"))';

function TIME_IS(text: string): string {
  return `new Promise((done) => {
    const time = document.querySelector('.time');
    const look = () => time.textContent === ${JSON.stringify(text)} && done(true);
    new MutationObserver(look).observe(time, { childList: true, characterData: true, subtree: true });
    look();
  })`;
}

async function rowsOf(page: BrowserPage, pane: number): Promise<unknown> {
  return page.value(
    `[...document.querySelectorAll('.pane')[${pane}].querySelectorAll('.screen .row')].map((row) => row.textContent.trimEnd())`,
  );
}

/** The rows of a session's screen at a time, as the emulator has them. */
function rowsAt(host: RecordedHost, atS: number): string[] {
  const emulator = new Emulator({
    size: host.size,
    onReply: () => undefined,
    onDirty: () => undefined,
  });
  for (const event of host.timeline.events()) {
    if (event.atS <= atS && event.kind === 'output') emulator.feed(event.bytes);
  }
  const grid = new Grid(host.size);
  emulator.blit(grid, { x: 0, y: 0, w: host.size.cols, h: host.size.rows }, 0);
  emulator.close();
  return grid.picture().split('\n');
}
