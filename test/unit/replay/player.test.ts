import { expect, it } from 'vitest';
import type { RecordedBlock, Timeline } from '../../../src/journal/recording.ts';
import { Player } from '../../../src/replay/player.ts';
import type { Jump, Stage } from '../../../src/replay/stage.ts';
import { arrayHost, arrayRecording, said } from '../../helpers/array-recording.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const KB = 1_000;

/** A stage that writes down what is played on it: `>` before what a jump draws. */
class Paper implements Stage {
  text = '';
  isBehind = false;
  caughtUp: () => void = () => undefined;

  play(event: Parameters<Stage['play']>[0]): void {
    if (event.kind === 'output') this.text += Buffer.from(event.bytes).toString();
  }

  jump({ from, events }: Jump): void {
    if (from !== 'here') this.text = '';
    this.text += '>';
    for (const event of events) this.play(event);
  }

  onCaughtUp(listener: () => void): void {
    this.caughtUp = listener;
  }
}

function playing() {
  const r1 = arrayHost('r1', [said(1, 'a'), said(2, 'b'), said(60, 'c')]);
  const r2 = arrayHost('r2', [said(1.5, 'x'), said(2, 'y')]);
  const clock = new FakeClock();
  const stages = new Map([r1, r2].map(({ name }) => [name, new Paper()]));
  const recording = arrayRecording([r1, r2], {
    blocks: [block('r1', 1, 1), block('r2', 1.5, 2), block('r1', 60, 3)],
    notes: [{ kind: 'note', atMs: 30_000, text: 'look\x1b[2J' }],
  });
  const player = new Player({
    ...{ recording, clock },
    stageOf: (name) => stages.get(name) ?? new Paper(),
  });
  const texts = () => [...stages.values()].map(({ text }) => text).join(' ');
  return { player, clock, stages, texts };
}

function block(session: string, atS: number, number: number): RecordedBlock {
  return {
    ...{ kind: 'block', session, host: session, platform: 'auto', mode: '', by: 'person' },
    ...{ command: `show ${number}`, startedAtMs: atS * 1_000, elapsedMs: 500, outcome: 'ok' },
    ...{ from: 0, to: 1, place: { line: 0, bytes: 0 }, number, atS, endS: atS + 0.5 },
  };
}

it('plays all sessions in step, each event when its time has come', () => {
  const { player, clock, texts } = playing();
  player.play();
  clock.advance(999);
  expect(texts()).toBe(' ');
  clock.advance(10);
  expect(texts()).toBe('a ');
  clock.advance(500);
  expect(texts()).toBe('a x');
  clock.advance(500);
  expect(texts()).toBe('ab xy');
  expect(player.isPlaying).toBe(true);
});

it('stands still while it is paused, and owns no timer then', () => {
  const { player, clock, texts } = playing();
  player.play();
  clock.advance(1_200);
  player.pause();
  expect(clock.pending).toBe(0);
  clock.advance(50_000);
  expect(texts()).toBe('a ');
  expect(player.atS).toBeCloseTo(1.2);
  player.play();
  clock.advance(310);
  expect(texts()).toBe('a x');
});

it('plays faster and slower, within its bounds', () => {
  const { player, clock, texts } = playing();
  player.speed = 2;
  player.play();
  clock.advance(1_010);
  expect(texts()).toBe('ab xy');
  player.speed = 1_000;
  expect(player.speed).toBe(64);
  player.speed = 0;
  expect(player.speed).toBe(0.25);
});

it('cuts pauses in which no session says anything', () => {
  const { player, clock, texts } = playing();
  player.idleLimitS = 3;
  player.play();
  clock.advance(2_010);
  clock.advance(3_010);
  expect(texts()).toBe('abc xy');
  expect(player.atS).toBe(60);
});

it('ends at the end, once, and plays from the beginning then', () => {
  const { player, clock, texts } = playing();
  clock.advance(0);
  const changes: boolean[] = [];
  player.onChanged.on(() => void changes.push(player.isPlaying));
  player.play();
  clock.advance(61_000);
  expect([player.isAtEnd, texts()]).toEqual([true, 'abc xy']);
  expect(changes).toEqual([true, false]);
  expect(clock.pending).toBe(0);
  player.play();
  expect(texts()).toBe('> >');
  clock.advance(1_010);
  expect(texts()).toBe('>a >');
});

it('shows any moment at once, and goes on from there as it did', () => {
  const { player, clock, texts } = playing();
  player.seek(2);
  expect([texts(), player.atS, player.isPlaying]).toEqual(['>ab >xy', 2, false]);
  player.seek(1);
  expect(texts()).toBe('>a >');
  player.play();
  player.seek(59.5);
  clock.advance(510);
  expect(texts()).toBe('>a>bc >>xy');
  player.seek(-7);
  expect([texts(), player.atS]).toEqual(['> >', 0]);
  player.seek(1e9);
  expect(player.atS).toBe(60);
});

it('waits with all sessions while one screen has more to draw than it takes', () => {
  const { player, clock, stages, texts } = playing();
  const r2 = stages.get('r2') ?? new Paper();
  player.play();
  clock.advance(1_400);
  r2.isBehind = true;
  clock.advance(20_000);
  expect(texts()).toBe('a x');
  r2.isBehind = false;
  r2.caughtUp();
  clock.advance(510);
  expect(texts()).toBe('ab xy');
});

it('steps from chapter to chapter: commands and notes, of all sessions or of one', () => {
  const { player } = playing();
  const titles: (string | undefined)[] = [];
  const step = (to: 'next' | 'previous', session?: string) => {
    titles.push(player.step(to, session)?.title);
  };
  step('next');
  step('next');
  step('next');
  step('next');
  step('next');
  expect(titles).toEqual(['show 1', 'show 2', 'look␛[2J', 'show 3', undefined]);
  expect(player.atS).toBe(60);
  step('previous', 'r2');
  step('previous', 'r2');
  step('previous', 'r2');
  expect(titles.slice(5)).toEqual(['look␛[2J', 'show 2', undefined]);
  expect(player.chapterNow()?.title).toBe('show 2');
  expect(player.chapterNow('r1')?.title).toBe('show 1');
});

it('goes back to the chapter before while the one it plays has hardly begun', () => {
  const { player, clock } = playing();
  player.seek(29);
  player.play();
  clock.advance(2_000);
  expect(player.step('previous')?.title).toBe('show 2');
  player.seek(29);
  clock.advance(4_000);
  expect(player.step('previous')?.atS).toBe(30);
});

it('says which sessions have begun and which are over', () => {
  const { player } = playing();
  const states = () => ['r1', 'r2', 'nobody'].map((name) => player.stateOf(name));
  expect(states()).toEqual(['not yet', 'not yet', 'not yet']);
  player.seek(1.5);
  expect(states()).toEqual(['on', 'on', 'not yet']);
  player.seek(10);
  expect(states()).toEqual(['on', 'over', 'not yet']);
});

it('draws the sessions on the screen at once and the others behind, before they play on', () => {
  const { player, clock, texts } = playing();
  player.show(['r2']);
  player.seek(2);
  expect(texts()).toBe(' >xy');
  clock.advance(0);
  expect(texts()).toBe('>ab >xy');
  player.seek(1);
  player.show(['r1', 'r2']);
  expect(texts()).toBe('>a >');
});

it('shows a far moment of a long recording by its last output first, and exactly when it can', () => {
  const clock = new FakeClock();
  const many = Array.from({ length: 50 }, (_, at) => said(at + 1, `${at} `.padEnd(100 * KB, '.')));
  const long = arrayHost('r1', many);
  // As in a file, places are bytes.
  const timeline: Timeline = {
    placeAt: (atS) => long.timeline.placeAt(atS) * KB,
    events: function* (from = 0) {
      for (const event of long.timeline.events(from / KB)) {
        yield { ...event, place: event.place * KB };
      }
    },
    fileBytes: 50 * 100 * KB,
  };
  const paper = new Paper();
  const recording = arrayRecording([{ ...long, timeline }]);
  const player = new Player({ recording, clock, stageOf: () => paper });
  const exact: boolean[] = [];
  player.onChanged.on(() => exact.push(player.isExact('r1')));
  player.seek(40);
  expect(player.isExact('r1')).toBe(false);
  expect(paper.text.startsWith('>3')).toBe(true);
  expect(paper.text.length).toBeLessThan(1_000 * KB);
  clock.advance(0);
  expect(exact).toEqual([true]);
  expect(paper.text).toContain('39 ');
  expect(paper.text).not.toContain('40 ');
  player.seek(10);
  expect([player.isExact('r1'), player.isSurveyed]).toEqual([true, true]);
});
