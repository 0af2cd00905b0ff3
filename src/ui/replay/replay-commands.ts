import { FASTEST, SLOWEST } from '../../replay/player.ts';
import type { ReplayContext } from './replay-context.ts';
import {
  askMoment,
  askSearch,
  chooseChapter,
  chooseHit,
  chooseSessions,
  listKeys,
} from './replay-dialogs.ts';
import type { ReplayCommand } from './replay-keys.ts';

/** Does what a key of a recording stands for. */
export function runReplayCommand(command: ReplayCommand, context: ReplayContext): void {
  COMMANDS[command](context);
}

type Command = (context: ReplayContext) => void;

const COMMANDS: Readonly<Record<ReplayCommand, Command>> = {
  play: ({ replay: { player } }) => (player.isPlaying ? player.pause() : player.play()),
  back: by(-5),
  forward: by(5),
  'step-back': by(-1),
  'step-forward': by(1),
  'far-back': by(-60),
  'far-forward': by(60),
  'next-chapter': step('next', 'any'),
  'previous-chapter': step('previous', 'any'),
  'next-own-chapter': step('next', 'own'),
  'previous-own-chapter': step('previous', 'own'),
  beginning: ({ replay: { player } }) => player.seek(0),
  end: ({ replay: { player, recording } }) => player.seek(recording.durationS),
  go: askMoment,
  faster: speedUp(2),
  slower: speedUp(0.5),
  'normal-speed': (context) => setSpeed(context, 1),
  idle: switchIdle,
  chapters: chooseChapter,
  search: askSearch,
  'next-hit': stepHit(1),
  'previous-hit': stepHit(-1),
  hits: chooseHit,
  'end-search': endSearch,
  hosts: chooseSessions,
  table: ({ parts }) => parts.program('table'),
  scroll: ({ parts }) => parts.program('scroll'),
  copy: ({ parts }) => parts.program('copy-block'),
  again: (context) => context.parts.runAgain(context),
  help: (context) => listKeys(context, (chosen) => runReplayCommand(chosen, context)),
  close: ({ replay, parts }) => parts.close(replay),
};

function by(seconds: number): Command {
  return ({ replay: { player } }) => player.seek(player.atS + seconds);
}

function step(to: 'next' | 'previous', whose: 'any' | 'own'): Command {
  return ({ replay: { player }, own, controller }) => {
    const session = whose === 'own' ? own : undefined;
    const chapter = player.step(to, session);
    if (chapter !== undefined) return;
    const side = to === 'next' ? 'further on' : 'further back';
    controller.say(`no command ${side}${session === undefined ? '' : ` on ${session}`}`, 'info');
  };
}

function speedUp(factor: number): Command {
  return (context) => setSpeed(context, context.replay.player.speed * factor);
}

function setSpeed({ replay: { player }, controller }: ReplayContext, speed: number): void {
  player.speed = Math.max(SLOWEST, Math.min(FASTEST, speed));
  controller.say(`${player.speed}× as fast as it was`, 'info');
}

function switchIdle({ replay, controller }: ReplayContext): void {
  const { player, idleS } = replay;
  player.idleLimitS = player.idleLimitS === undefined ? idleS : undefined;
  controller.say(
    player.idleLimitS === undefined
      ? 'pauses are played as they were'
      : `pauses in which nothing happens on any host are cut to ${idleS} s`,
    'info',
  );
}

function stepHit(by: 1 | -1): Command {
  return (context) => {
    const { view, controller, replay } = context;
    const { search } = view;
    if (search === undefined || search.hits.length === 0) {
      controller.say('nothing was found; / searches for something else', 'info');
      return;
    }
    const to = search.at === undefined ? firstHit(search.hits, replay.player.atS) : search.at + by;
    if (search.hits[to] === undefined) {
      controller.say(by === 1 ? 'that was the last hit' : 'that was the first hit', 'info');
    } else {
      context.parts.goToHit(context, to);
    }
  };
}

/** The first hit at or behind a moment; the very first where there is none. */
export function firstHit(hits: readonly { readonly atS: number }[], atS: number): number {
  const at = hits.findIndex((hit) => hit.atS >= atS);
  return at < 0 ? 0 : at;
}

function endSearch({ controller, replay }: ReplayContext): void {
  controller.dispatch({ type: 'replay/changed', id: replay.id, change: { search: undefined } });
}
