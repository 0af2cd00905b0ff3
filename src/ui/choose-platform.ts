import { asShowrunError } from '../core/errors.ts';
import { GENERIC } from '../platforms/detect.ts';
import type { Platforms } from '../platforms/platforms.ts';
import type { Controller } from './controller.ts';
import type { DialogDesk } from './dialog-desk.ts';

/** Asks which platform the focused session is on now, and dispatches it to that one. */
export async function choosePlatform({
  controller,
  desk,
  platforms,
}: {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly platforms: Platforms;
}): Promise<void> {
  const session = controller.focusedSession();
  if (session === undefined) return;
  try {
    const known = platforms.all().map(({ name, title }) => {
      return { value: name, label: name, detail: title };
    });
    const auto = { value: 'auto', label: 'auto', detail: 'recognise it' };
    const chosen = await desk.open({
      kind: 'pick',
      title: `The platform of ${session.name} as it stands now`,
      verb: 'dispatches to it',
      placeholder: 'no platform is called that',
      choices: [auto, ...known],
      text: '',
      selected: 0,
    });
    if (chosen === undefined) return;
    await session.redispatch(chosen);
    const { title, name } = session.platform;
    controller.say(`${session.name}: ${name === GENERIC ? 'not recognised yet' : title}`, 'info');
  } catch (thrown) {
    controller.say(asShowrunError(thrown).line, 'error');
  }
}
