import { Router } from '../input/router.ts';
import { ByteTokenizer } from '../input/tokenizer.ts';
import { keyTarget } from '../state/select.ts';
import { type ProgramCommands, runCommand } from '../ui/commands.ts';
import { prettyKey } from '../ui/help-groups.ts';
import { handleMouse } from '../ui/mouse.ts';
import { TransportMouse } from '../ui/replay/transport-mouse.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

const WHICH_KEY_MS = 400;

/** The way of a person's bytes: cut into keys, pastes and clicks, and each sent to whom it is meant for. */
export function openKeyboard(
  wired: AppOptions & Parts & { readonly program: ProgramCommands },
): ByteTokenizer {
  const { clock, store, desk, keymap, controller, repl, program } = wired;
  const { sessions } = wired.backstage;
  const prefix = prettyKey(keymap.prefixName);
  const transport = new TransportMouse((at, action) => wired.replays.mouse(at, action));
  const router = new Router({
    keymap,
    target: () => keyTarget(store.value),
    onDeviceBytes: (bytes) => controller.toDevice(bytes),
    onKey: (key) => controller.key(key),
    onPaste: (bytes) => controller.paste(bytes),
    onMouse: (event) =>
      handleMouse(event, {
        controller,
        sessions,
        repl,
        replClick: (x, y) => wired.live.replClick(x, y),
        transport,
        search: (event, rect) => wired.history.desk.mouse(event, rect),
      }),
    onCommand: (command) => runCommand(command, { controller, desk, keymap, program }),
    onUnknown: ({ name }) => {
      const typed = `${prefix} ${prettyKey(name)}`;
      controller.say(`${typed} means nothing; ${prefix} ? lists the keys`, 'info');
    },
    onPrefix: whichKey(wired),
    onReply: () => undefined,
  });
  return new ByteTokenizer({
    clock,
    onEvent: (event) => {
      if (event.type !== 'mouse') desk.keyPressed();
      router.event(event);
    },
  });
}

/** Shows what may follow the prefix, to those who wait for it. */
function whichKey({ clock, store, controller }: AppOptions & Parts) {
  let forget = (): void => undefined;
  return (prefix: 'waiting' | 'idle'): void => {
    forget();
    if (prefix === 'waiting') controller.forgetNotice();
    store.dispatch({ type: 'prefix/changed', prefix });
    if (prefix === 'idle') return;
    forget = clock.after(WHICH_KEY_MS, () =>
      store.dispatch({ type: 'prefix/changed', prefix: 'shown' }),
    );
  };
}
