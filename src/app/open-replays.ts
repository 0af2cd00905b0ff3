import { basename, join } from 'node:path';
import { openCompareFiles } from '../cli/compare-files.ts';
import { safe } from '../core/safe.ts';
import { textOfBlock } from '../journal/read/block-text.ts';
import { findRecording, recordingNames } from '../journal/read/find-recording.ts';
import { openRecording } from '../journal/read/open-recording.ts';
import { charsetOf } from '../repl/chart/charset.ts';
import type { Repl } from '../repl/repl.ts';
import { openReplay } from '../replay/replay.ts';
import type { Session } from '../session/session.ts';
import type { Controller } from '../ui/controller.ts';
import type { DialogDesk } from '../ui/dialog-desk.ts';
import type { PaneDesk } from '../ui/pane-desk.ts';
import { AgainDesk } from '../ui/replay/again/again-desk.ts';
import type { ReplayParts } from '../ui/replay/replay-context.ts';
import { ReplayDesk } from '../ui/replay/replay-desk.ts';
import { TRANSPORT_IMAGE } from '../ui/scene.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

interface ReplayNeeds extends Pick<Parts, 'backstage'> {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly repl: Repl;
  readonly panes: PaneDesk;
  readonly program: ReplayParts['program'];
  /** Puts words into the record of this run. */
  readonly note: (text: string, session: Session) => void;
}

/** Recordings on the screen, and their commands run again. */
export function openReplays(
  options: AppOptions,
  needs: ReplayNeeds,
): { readonly replays: ReplayDesk; readonly again: AgainDesk } {
  const { clock, compositor, env, folders, settings } = options;
  const { controller, desk, repl, panes, backstage, program, note } = needs;
  const { sessions, platforms, inventory } = backstage;
  const { rules } = openCompareFiles({ folders, clock, platforms: () => platforms });
  const again = new AgainDesk({
    ...{ controller, desk, note },
    live: {
      sessions: () => replays.liveSessions(sessions.list),
      names: () => inventory.names,
      open: (name) => panes.openSession(inventory.resolve(name)),
    },
    recordedAnswer: ({ replay }, block) => {
      const session = replay.sessions.get(block.session);
      const text = textOfBlock(replay.recording, block, platforms);
      if (session === undefined) throw new Error(`no session ${block.session} is replayed`);
      return session.readSeen({ command: block.command, text });
    },
    rules: () => rules.read(),
  });
  const replays: ReplayDesk = new ReplayDesk({
    ...{ controller, desk, repl, clock, program },
    emulatorOf: (name) => panes.emulatorOf(name),
    recordings: {
      find: (wanted) => findRecording(wanted, { folder: join(folders.data, 'recordings') }),
      names: () => recordingNames(join(folders.data, 'recordings')),
    },
    openRecorded: async (path) => {
      const name = safe(basename(path), 100);
      const reading = toldInPercent((percent) => {
        controller.say(`reading ${name}: ${percent} %`, 'info');
      });
      const recording = await openRecording(path, { platforms, onProgress: reading.onProgress });
      if (reading.isTold()) {
        controller.say(`${name} is read: ${recording.blocks.length} commands`, 'info');
      }
      return await openReplay({
        ...{ recording, sessions, platforms, clock },
        textOf: (block) => textOfBlock(recording, block, platforms),
        onKeys: () => undefined,
      });
    },
    runAgain: (context) => void again.open(context),
    charset: settings.value.charts === 'auto' ? charsetOf(env) : settings.value.charts,
    repaintBar: () => compositor.invalidatePane(TRANSPORT_IMAGE, 'soon'),
    repaintTitles: () => compositor.invalidateChrome('soon'),
  });
  return { replays, again };
}

/** A recording of ours is open before anybody could read that; a log of some hundred megabytes takes a while. */
function toldInPercent(tell: (percent: number) => void): {
  readonly onProgress: (share: number) => void;
  readonly isTold: () => boolean;
} {
  let told = 0;
  return {
    onProgress: (share) => {
      const percent = Math.floor(share * 100);
      if (percent <= told) return;
      told = percent;
      tell(percent);
    },
    isTold: () => told > 0,
  };
}
