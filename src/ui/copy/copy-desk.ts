import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { byteSize } from '../../core/byte-size.ts';
import type { Clock } from '../../core/clock.ts';
import { asShowrunError, ShowrunError } from '../../core/errors.ts';
import { writeNewFile } from '../../core/new-file.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import type { Controller } from '../controller.ts';
import type { DialogDesk } from '../dialog-desk.ts';
import { proposedFile } from '../table/write-export.ts';
import { copyForms, copyOf } from './copy-forms.ts';
import { type CopySubject, secretsIn } from './copy-subject.ts';

export interface CopyDeskOptions {
  readonly controller: Pick<Controller, 'say'>;
  readonly desk: Pick<DialogDesk, 'ask'>;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Puts a text into the clipboard of the person's terminal; false: it is too long for that. */
  readonly copy: (text: string) => boolean;
  /** Where files are written to that are named without a folder. */
  readonly folder: string;
  /** What there is to copy where the person is; a text says why there is nothing. */
  readonly subject: () => CopySubject | string;
}

/** Copies a command with its answer, in a form that the person chooses. */
export class CopyDesk {
  readonly #options: CopyDeskOptions;

  constructor(options: CopyDeskOptions) {
    this.#options = options;
  }

  /** Asks for the form, at once: the next key is meant for the question. */
  open(): void {
    const subject = this.#options.subject();
    if (typeof subject === 'string') this.#options.controller.say(subject, 'info');
    else this.ask(subject);
  }

  /** The same for what was chosen elsewhere. */
  ask(subject: CopySubject): void {
    this.#options.desk.ask(
      {
        kind: 'pick',
        title: titleOf(subject),
        verb: 'copies',
        placeholder: 'no form of that name',
        choices: copyForms(subject),
        text: '',
        selected: 0,
      },
      (choice) => {
        if (choice !== undefined) void this.#copy(subject, choice);
      },
    );
  }

  async #copy(subject: CopySubject, choice: string): Promise<void> {
    const { controller, copy, clock } = this.#options;
    try {
      const { text, label, extension } = await copyOf(subject, choice);
      const what = `${safe(subject.what, 80)} as ${label}, ${sizeOf(text)}`;
      if (copy(text)) {
        controller.say(`${what}: sent to the terminal's clipboard (OSC 52)`, 'info');
      } else {
        const name = proposedFile(subject.what, { wallMs: clock.wallMs(), extension });
        this.#askForFile({ what, text, name });
      }
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'warning');
    }
  }

  #askForFile(given: { readonly what: string; readonly text: string; readonly name: string }) {
    const { controller, desk, folder } = this.#options;
    const { what, text, name } = given;
    const lines = [
      `${what}: too much for a clipboard.`,
      `It can go to a new file in ${safe(folder, 200)}:`,
    ];
    desk.ask(
      { kind: 'input', title: 'Write it to a file?', lines, text: name, verb: 'writes the file' },
      (answer) => {
        const wanted = answer?.trim() ?? '';
        if (wanted === '') return;
        writeTo(wanted, { folder, text }).then(
          (file) => controller.say(`${what}: written to ${safe(file, 200)}`, 'info'),
          (thrown: unknown) => {
            controller.say(asShowrunError(thrown).line, 'warning');
            this.#askForFile({ ...given, name: wanted });
          },
        );
      },
    );
  }
}

function titleOf(subject: CopySubject): string {
  const secrets = secretsIn(subject).length;
  const what = `Copy ${safe(subject.what, 60)}`;
  if (secrets === 0) return what;
  return `${what} · ${secrets === 1 ? '1 value looks' : `${secrets} values look`} like secrets`;
}

function sizeOf(text: string): string {
  const lines = text.trimEnd().split('\n').length;
  return `${lines === 1 ? '1 line' : `${lines} lines`}, ${byteSize(Buffer.byteLength(text))}`;
}

async function writeTo(
  name: string,
  { folder, text }: { readonly folder: string; readonly text: string },
): Promise<string> {
  const file = resolve(folder, name.startsWith('~/') ? join(homedir(), name.slice(2)) : name);
  try {
    await writeNewFile(file, text);
    return file;
  } catch (thrown) {
    const why = { EEXIST: 'it is there already', ENOENT: 'there is no such folder' }[
      codeOf(thrown)
    ];
    const message = `${safe(file, 200)} was not written: ${why ?? codeOf(thrown)}`;
    throw new ShowrunError('bad-file', message, { advice: 'choose another name', cause: thrown });
  }
}
