import { homedir } from 'node:os';
import { safe } from '../core/safe.ts';
import type { Logs } from '../journal/log/logs.ts';
import type { Session } from '../session/session.ts';
import type { Controller } from './controller.ts';
import type { DialogDesk } from './dialog-desk.ts';

/** So many logs, and the recording. */
interface NotePlaces {
  readonly logs: number;
  readonly isRecorded: boolean;
}

export interface LogDeskOptions {
  readonly controller: Pick<Controller, 'say' | 'state'>;
  readonly desk: Pick<DialogDesk, 'ask'>;
  readonly logs: Logs | undefined;
  /** Puts words into the log and the recording of a session, or of the run; says into how many of them. */
  readonly writeNote: (text: string, session?: string) => NotePlaces;
}

/** What a person does about logs from the keyboard: begins and ends them, and writes notes. */
export class LogDesk {
  readonly #options: LogDeskOptions;

  constructor(options: LogDeskOptions) {
    this.#options = options;
  }

  /** Begins the log of a session, or ends it, and says which file. */
  switchLog({ name }: Session): void {
    const { controller, logs } = this.#options;
    const log = logs?.of(name);
    const who = safe(name, 60);
    if (log === undefined) {
      controller.say(`${who} has no log`, 'info');
      return;
    }
    if (log.isOn) {
      const file = homePath(log.path ?? '');
      log.stop();
      controller.say(`${who} is logged no longer: ${file}`, 'info');
      return;
    }
    log.start();
    controller.say(`${who} is logged to ${homePath(log.path ?? '')}`, 'info');
  }

  /** How a session's log stands, where that is not what the settings have: for the pane's title. */
  markOf(session: string): string {
    const log = this.#options.logs?.of(session);
    if (log === undefined || log.isUsual) return '';
    return log.isOn ? 'logged' : 'not logged';
  }

  /** Asks for words and puts them, with their time, into the log and the recording of a session; of all of them from the REPL. */
  writeNote(focused: Session | undefined): void {
    const { controller, desk } = this.#options;
    const session = controller.state.focus === 'repl' ? undefined : focused?.name;
    const whose = session === undefined ? 'all sessions' : safe(session, 60);
    desk.ask(
      {
        kind: 'input',
        title: `A note for ${whose}`,
        lines: ['It goes into the log and the recording, with the time; secrets are hidden.'],
        text: '',
        verb: 'writes it',
      },
      (answer) => {
        const text = answer?.trim() ?? '';
        if (text !== '') this.#written(text, session);
      },
    );
  }

  #written(text: string, session: string | undefined): void {
    const { controller, writeNote } = this.#options;
    const places = notedIn(writeNote(text, session));
    if (places !== undefined) controller.say(`noted in ${places}`, 'info');
    else controller.say('nothing is logged or recorded: the note is nowhere', 'warning');
  }
}

/** Where a note went, in words; undefined for nowhere. */
function notedIn({ logs, isRecorded }: NotePlaces): string | undefined {
  const places = [
    ...(logs === 0 ? [] : [logs === 1 ? 'the log' : `${logs} logs`]),
    ...(isRecorded ? ['the recording'] : []),
  ];
  return places.length === 0 ? undefined : places.join(' and ');
}

/** A path as a person writes it: `~/…`. */
export function homePath(path: string): string {
  const home = homedir();
  return safe(path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path, 300);
}
