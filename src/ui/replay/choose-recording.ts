import { safe } from '../../core/safe.ts';
import type { DialogDesk } from '../dialog-desk.ts';

/** The recording a person wants to see: one of a list, the latest first, or a path. Undefined: called off. */
export async function chooseRecording(
  desk: DialogDesk,
  names: readonly string[],
): Promise<string | undefined> {
  return await desk.open({
    kind: 'pick',
    title: 'Open a recording',
    verb: 'plays it in a new tab',
    placeholder: 'Enter takes what you typed: a path, last, last:2',
    choices: names.map((name) => ({ value: name, label: safe(name, 80), detail: '' })),
    text: '',
    selected: 0,
  });
}
