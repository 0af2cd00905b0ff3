import { clockedDuration } from '../../core/duration.ts';
import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { select } from '../../core/selector/selector.ts';
import type { RecordedBlock, RecordedHost } from '../../journal/recording.ts';
import type { Chapter } from '../../replay/play/chapters.ts';
import type { Choice } from '../../state/state.ts';
import { clockTime, momentOf } from './moment-text.ts';
import type { ReplayContext } from './replay-context.ts';
import { prettyReplayKey, REPLAY_KEYS, type ReplayCommand } from './replay-keys.ts';
import { chapterText } from './transport-of.ts';

/** The commands of a recording, the one at the playhead chosen; Enter goes there. */
export function chooseChapter({ replay, desk, controller }: ReplayContext): void {
  const { player, recording } = replay;
  const { chapters } = player;
  if (chapters.length === 0) {
    controller.say('the recording has no commands and no notes', 'info');
    return;
  }
  const now = player.chapterNow();
  const blocks = new Map(recording.blocks.map((block) => [block.number, block]));
  desk.ask(
    {
      kind: 'pick',
      title: `Commands of ${safe(recording.name, 60)}`,
      verb: 'goes there',
      placeholder: 'no command or host is called that',
      choices: chapters.map((chapter, at): Choice => {
        const block = chapter.block === undefined ? undefined : blocks.get(chapter.block);
        return {
          value: String(at),
          label: chapterText(chapter),
          detail: [clockTime(recording, chapter.atS), ...detailsOf(chapter, block)].join(' · '),
        };
      }),
      text: '',
      selected: now === undefined ? 0 : chapters.indexOf(now),
    },
    (chosen) => {
      const chapter = chosen === undefined ? undefined : chapters[Number(chosen)];
      if (chapter !== undefined) player.seek(chapter.atS);
    },
  );
}

function detailsOf(chapter: Chapter, block: RecordedBlock | undefined): readonly string[] {
  const at = clockedDuration(chapter.atS * 1_000);
  if (block === undefined) return [at, 'note'];
  const outcome = block.outcome === 'ok' ? [] : [block.outcome];
  return [at, `#${block.number}`, ...(block.mode === '' ? [] : [safe(block.mode, 30)]), ...outcome];
}

/** What the search has found; Enter goes there. */
export function chooseHit(context: ReplayContext): void {
  const { view, desk, controller, replay, parts } = context;
  const { search } = view;
  if (search === undefined || search.hits.length === 0) {
    controller.say('nothing was found yet: / searches', 'info');
    return;
  }
  desk.ask(
    {
      kind: 'pick',
      title: `${search.hits.length} lines with ${search.text}`,
      verb: 'goes there',
      placeholder: 'no line has that',
      choices: search.hits.map(({ session, atS, line }, at) => ({
        value: String(at),
        label: `${safe(session, 40)} ${line}`,
        detail: clockTime(replay.recording, atS),
      })),
      text: '',
      selected: search.at ?? 0,
    },
    (chosen) => {
      if (chosen !== undefined && /^\d+$/.test(chosen)) parts.goToHit(context, Number(chosen));
    },
  );
}

export function askMoment({ replay, desk, controller }: ReplayContext): void {
  const { player, recording } = replay;
  const from = clockTime(recording, 0);
  const to = clockTime(recording, recording.durationS);
  desk.ask(
    {
      kind: 'input',
      title: 'Go to',
      lines: [
        `1:30 from the beginning · 14:02:11 by the clock (${from} to ${to}) · #7 a command`,
        '+30 or -1:00 from here',
      ],
      text: '',
      verb: 'goes there',
    },
    (answer) => {
      if (answer === undefined || answer.trim() === '') return;
      try {
        player.seek(momentOf(answer, recording, player.atS));
      } catch (thrown) {
        controller.say(asShowrunError(thrown).line, 'warning');
      }
    },
  );
}

export function askSearch(context: ReplayContext): void {
  const { desk, view, parts } = context;
  desk.ask(
    {
      kind: 'input',
      title: 'Search the recording',
      lines: ['What was typed and answered, on all its hosts'],
      text: view.search?.text ?? '',
      verb: 'searches',
    },
    (answer) => {
      const text = answer?.trim() ?? '';
      if (text !== '') parts.search(context, text);
    },
  );
}

/** The sessions that are shown: Enter takes one out or in, a selector (`@core`) chooses at once, Escape is done. */
export function chooseSessions(context: ReplayContext, chosenLast?: string): void {
  const { replay, desk, parts } = context;
  const { sessions } = replay.recording;
  const shown = parts.shownSessions(replay);
  const choices = sessions.map(
    (host): Choice => ({
      value: host.name,
      label: `${shown.has(host.name) ? '[x]' : '[ ]'} ${safe(host.name, 60)}`,
      detail: [...host.groups, host.platform].map((word) => safe(word, 30)).join(' · '),
    }),
  );
  desk.ask(
    {
      kind: 'pick',
      title: 'Hosts that are shown',
      verb: 'shows or hides',
      placeholder: 'Enter takes what you typed as a selector: @core, r*, all',
      choices: [{ value: 'all', label: 'all of them', detail: '' }, ...choices],
      text: '',
      selected:
        1 +
        Math.max(
          0,
          sessions.findIndex(({ name }) => name === chosenLast),
        ),
    },
    (answer) => {
      if (answer === undefined) return;
      const wanted = wantedOf(answer, sessions, shown);
      if (typeof wanted === 'string') context.controller.say(wanted, 'warning');
      else parts.showSessions(replay, wanted);
      const isOne = sessions.some(({ name }) => name === answer);
      if (isOne) chooseSessions(context, answer);
    },
  );
}

/** The sessions to be shown; or why the answer names none. */
function wantedOf(
  answer: string,
  sessions: readonly RecordedHost[],
  shown: ReadonlySet<string>,
): ReadonlySet<string> | string {
  if (sessions.some(({ name }) => name === answer)) {
    const rest = [...shown].filter((name) => name !== answer);
    if (rest.length === 0) return 'one host has to stay: q closes the recording';
    return new Set(shown.has(answer) ? rest : [...shown, answer]);
  }
  try {
    return new Set(select(answer, sessions).map(({ name }) => name));
  } catch (thrown) {
    return asShowrunError(thrown).line;
  }
}

/** All keys with what they do; Enter does it. */
export function listKeys({ desk }: ReplayContext, run: (command: ReplayCommand) => void): void {
  desk.ask(
    {
      kind: 'pick',
      title: 'Keys of a recording',
      verb: 'does it',
      placeholder: 'no key does that',
      choices: REPLAY_KEYS.map(({ command, keys, title, during }) => ({
        value: command,
        label: title,
        detail: `${keys.map(prettyReplayKey).join(' ')}${during === undefined ? '' : ' · while searching'}`,
      })),
      text: '',
      selected: 0,
    },
    (chosen) => {
      const found = REPLAY_KEYS.find(({ command }) => command === chosen);
      if (found !== undefined) run(found.command);
    },
  );
}
