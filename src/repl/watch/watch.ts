import { spokenDuration } from '../../core/duration.ts';
import type { Table } from '../../core/table/table.ts';
import { paintedText } from '../chart/painted.ts';
import { isOfDevice, requireRepeatable } from '../fleet/repeatable.ts';
import type { Teller, Telling } from '../fleet/requests.ts';
import type { Live } from '../kernel/world.ts';
import { HostError } from '../values/host-error.ts';
import { LatestAnswers } from './latest-answers.ts';
import { Rounds } from './rounds.ts';
import { RowTimes } from './row-times.ts';
import { Samples } from './samples.ts';
import { otherInterval } from './schedule.ts';
import { type Shot, shotOf } from './shot.ts';
import { statusLines, troubleTexts } from './status-text.ts';
import { Tracks } from './tracks.ts';
import type { Watching, WatchParts } from './watch-parts.ts';
import { drawScene, type Scene } from './watch-picture.ts';
import { Watched } from './watched.ts';

/** Rows of a text without a screen, and of a chart's history. */
const PAGE_ROWS = 1_000;

/**
 * Watches something until the person stops it, its condition holds or its time is over, and gives the last value: a table with all
 * samples where it is one. Rejects where the first round shows that what is asked makes no sense.
 */
export async function watch(watching: Watching, parts: WatchParts): Promise<unknown> {
  const run = new WatchRun(watching, parts);
  const restore = parts.fleet.putBetween((request, next) => run.answer(request, next));
  // Nothing of a cell that is interrupted comes back: no `finally` of it can be relied on.
  parts.signal.addEventListener('abort', restore, { once: true });
  try {
    return await run.toTheEnd();
  } finally {
    restore();
    run.close();
  }
}

class WatchRun {
  readonly #watching: Watching;
  readonly #parts: WatchParts;
  readonly #answers: LatestAnswers;
  readonly #rounds: Rounds;
  readonly #live: Live;
  readonly #stopped: Promise<'stopped'>;
  readonly #tracks = new Tracks();
  readonly #samples = new Samples();
  readonly #times = new RowTimes();
  readonly #widths = new Map<string, number>();
  #scene: Scene = { kind: 'nothing' };
  #value: unknown;
  #last: Shot | undefined;
  #count = 0;
  #changedCells = 0;
  /** Who was in trouble when it last printed. */
  #printed: string | undefined;
  #wallMs: number;
  #problem: string | undefined;
  #unjudged: string | undefined;
  /** Something else than commands is done: it is not done again for a late answer. */
  #isActing = false;

  constructor(watching: Watching, parts: WatchParts) {
    const { clock } = parts;
    this.#watching = watching;
    this.#parts = parts;
    this.#wallMs = clock.wallMs();
    const onLate = () => {
      if (!this.#isActing) this.#rounds.late();
    };
    this.#answers = new LatestAnswers({ clock, onLate });
    const { everyMs, forMs } = watching;
    const onSecond = () => this.#draw();
    this.#rounds = new Rounds({ clock, answers: this.#answers, everyMs, forMs, onSecond });
    this.#live = parts.open({
      keys: ['p', '+', '-'],
      onKey: (key) => this.#key(key),
      onRoom: () => this.#draw(),
    });
    this.#stopped = this.#live.stopped.then(() => {
      this.#rounds.stop();
      return 'stopped';
    });
  }

  /** Answers in place of the sessions. */
  async answer(request: Telling, next: Teller): ReturnType<Teller> {
    requireRepeatable(request, 'a watch');
    if (request.kind === 'run') return this.#answers.answer(request, next);
    if (isOfDevice(request)) this.#isActing = true;
    return next(request);
  }

  async toTheEnd(): Promise<unknown> {
    const { times } = this.#watching;
    this.#draw();
    for (;;) {
      const next = await this.#rounds.next();
      if (next === 'over') return this.#end(undefined);
      if (next === 'round') {
        this.#rounds.begin();
        this.#answers.begin({ graceMs: this.#rounds.graceMs });
        this.#count++;
      } else this.#answers.replay();
      if ((await Promise.race([this.#asked(), this.#stopped])) === 'stopped') continue;
      const reached = await this.#untilHolds();
      if (reached !== undefined) return this.#end(reached);
      if (times !== undefined && this.#count >= times && !this.#answers.areAllBusy) {
        return this.#end(undefined);
      }
    }
  }

  close(): void {
    this.#rounds.stop();
    this.#live.end();
  }

  /** One evaluation, and what is seen in it. */
  async #asked(): Promise<void> {
    try {
      const value = await this.#watching.ask();
      this.#problem = undefined;
      this.#take(value);
    } catch (thrown) {
      const { hosts } = this.#answers;
      const isAnyAway = hosts.some((host) => host.answeredAtMs === undefined || host.trouble);
      // A lost host comes back; anything else that goes wrong at once was typed wrong.
      const isWrong = !isAnyAway && !(thrown instanceof HostError);
      if (isWrong && this.#last === undefined) throw thrown;
      // Whoever is away is named by itself; what cannot be made of the others' answers for that is no news.
      this.#problem = isWrong || hosts.length === 0 ? messageOf(thrown) : undefined;
      this.#draw();
      return;
    }
    if (this.#changedCells > 0) await this.#watching.onChange?.(this.#value);
  }

  #take(value: unknown): void {
    const { clock, widthCols } = this.#parts;
    const shot = shotOf(value, widthCols);
    const before = this.#last;
    this.#value = value;
    this.#last = shot;
    this.#wallMs = clock.wallMs();
    if (shot.kind === 'text') {
      const old = before?.kind === 'text' ? before.text : undefined;
      this.#changedCells = old !== undefined && old !== shot.text ? 1 : 0;
      this.#scene = { kind: 'text', text: shot.text, before: old };
    } else this.#see(shot.table);
    this.#draw();
  }

  #see(table: Table): void {
    const { chart } = this.#watching;
    const nowMs = this.#parts.clock.nowMs();
    const times = this.#times.of(table, { hosts: this.#answers.hosts, nowMs });
    const sighting = this.#tracks.see(table, times.timeOf);
    this.#changedCells = sighting.changedCells;
    this.#samples.add(sighting, this.#wallMs, times.isNew);
    this.#scene = chart
      ? { kind: 'chart', wish: chart, samples: this.#samples.table(PAGE_ROWS) }
      : { kind: 'sighting', sighting };
  }

  /** The words of the condition if it holds; it is not judged while anybody's answer is missing. */
  async #untilHolds(): Promise<string | undefined> {
    const { until } = this.#watching;
    if (until === undefined || this.#last === undefined) return undefined;
    const missing = this.#answers.hosts.filter(
      ({ askedAtMs, trouble }) => askedAtMs !== undefined || trouble !== undefined,
    );
    const isJudged = missing.length === 0 && this.#problem === undefined;
    this.#unjudged = isJudged ? undefined : ' (waits for all answers)';
    if (!isJudged) {
      this.#draw();
      return undefined;
    }
    if (typeof until === 'function')
      return (await until(this.#value)) ? 'its condition' : undefined;
    return until.holds(tableOfShot(this.#last)) ? until.text : undefined;
  }

  #key(key: string): void {
    if (key === 'p') this.#rounds.togglePause();
    else
      this.#rounds.setEvery(
        otherInterval(this.#rounds.everyMs, key === '+' ? 'longer' : 'shorter'),
      );
    this.#draw();
  }

  #draw(): void {
    const { room } = this.#live;
    if (!room) {
      this.#print();
      return;
    }
    const { cols } = room;
    const status = statusLines(this.#status(), room);
    // The line with the cell's own words stays in sight.
    const rows = Math.max(2, room.rows - status.length - 1);
    this.#live.show(this.#picture(cols, rows), status.join('\n'));
  }

  /** Without a screen there is a picture where something is another than in the one before; that marks are gone is nothing new. */
  #print(): void {
    const trouble = troubleTexts(this.#status());
    const isNews = this.#printed !== trouble.join('\n') || hasNews(this.#scene);
    if (!isNews || (this.#scene.kind === 'nothing' && trouble.length === 0)) return;
    this.#printed = trouble.join('\n');
    this.#live.show([this.#picture(this.#parts.widthCols, PAGE_ROWS), ...trouble].join('\n'));
  }

  #picture(cols: number, rows: number): string {
    const { charset } = this.#parts;
    return paintedText(drawScene(this.#scene, { cols, rows, charset, widths: this.#widths }));
  }

  #status() {
    const { until } = this.#watching;
    return {
      wallMs: this.#wallMs,
      nowMs: this.#parts.clock.nowMs(),
      everyMs: this.#rounds.everyMs,
      isPaused: this.#rounds.isPaused,
      samples: this.#count,
      changedCells: this.#changedCells,
      until: typeof until === 'object' ? until.text : undefined,
      unjudged: this.#unjudged,
      hosts: this.#answers.hosts,
      problem: this.#problem,
    };
  }

  /** Leaves the last picture behind, with how it ended, and gives the value. */
  #end(reached: string | undefined): unknown {
    const counted = `${this.#count} ${this.#count === 1 ? 'sample' : 'samples'}`;
    const held = reached === undefined ? '' : `: until ${reached} holds`;
    const summary = `${counted} in ${spokenDuration(this.#rounds.elapsedMs)}${held}`;
    const { room } = this.#live;
    if (room) this.#live.show(this.#picture(room.cols, Math.max(2, room.rows - 3)), summary);
    if (reached !== undefined) this.#parts.notify(`watch: ${reached} holds`);
    if (this.#last?.kind !== 'table') return this.#value;
    return new Watched(this.#last.table, {
      samples: () => this.#samples.table(),
      summary,
      isShown: () => room !== undefined && this.#parts.isRunning(),
    });
  }
}

function hasNews(scene: Scene): boolean {
  return scene.kind !== 'sighting' || scene.sighting.rows.some(({ state }) => state !== 'same');
}

function tableOfShot(shot: Shot): Table {
  if (shot.kind === 'table') return shot.table;
  const rows = shot.text.split('\n').map((line) => [line]);
  return { columns: ['line'], rows, origin: undefined };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
