import type { PreparedRules } from '../../core/secrets/secret-lines.ts';
import type { CastEvent } from '../cast/cast-event.ts';
import type { RecordedHost } from '../recording.ts';
import { DrawnScreen } from './drawn-screen.ts';
import type { FoundValues } from './found-values.ts';
import { HeldEvents } from './held-events.ts';
import { InputWatch } from './input-watch.ts';
import { OutputScanner } from './output-scanner.ts';
import { SecretWatch, type SeenSecret } from './secret-watch.ts';

export interface Masking {
  readonly host: RecordedHost;
  readonly events: Iterable<CastEvent>;
  readonly rules: PreparedRules;
  /** Found before, in any session. */
  readonly values: FoundValues;
  /** For what is text already: lines of showrun's own, labels. */
  readonly text: (text: string) => string;
  readonly onSecret: (seen: SeenSecret, atS: number) => void;
  readonly onTyped?: (line: string, atS: number) => void;
}

/**
 * The events of a session with stars in place of the bytes that draw secrets. The output is drawn as a terminal draws it, and each state
 * of each line is looked at, so that it makes no difference how the bytes are cut into events, what colours are between them, and
 * in which order an editor draws. Half a megabyte is held back on the way.
 */
export function* maskEvents(masking: Masking): Generator<CastEvent> {
  const held = new HeldEvents();
  let atS = masking.host.startS;
  let at = 0;
  const { rules, values } = masking;
  const typed = new InputWatch({
    rules,
    values,
    onLine: (line) => masking.onTyped?.(line, atS),
  });
  const watch = new SecretWatch({
    rules,
    values,
    listener: {
      hide: (bytes) => held.hide(bytes),
      secret: (seen) => {
        if (seen.by === 'rule') typed.secret(seen.text.slice(seen.from, seen.to));
        masking.onSecret(seen, atS);
      },
    },
  });
  const screen = new DrawnScreen(masking.host.size, watch);
  const scanner = new OutputScanner(screen);
  for (const event of masking.events) {
    atS = event.atS;
    switch (event.kind) {
      case 'output':
        held.add(event, at, event.bytes.length);
        watch.earn(event.bytes.length);
        scanner.scan(event.bytes, at);
        at += event.bytes.length;
        if (screen.isFullScreen) screen.look();
        break;
      case 'input':
        typed.keys(held.add(event, at, 0), event.bytes);
        break;
      case 'resize':
        screen.resize(event.size);
        held.add(event, at, 0);
        break;
      case 'marker':
        screen.look();
        held.add({ ...event, label: masking.text(event.label) }, at, 0);
        break;
      case 'printed':
        held.add({ ...event, line: masking.text(event.line) }, at, 0);
        break;
      case 'gap':
        // Offsets of blocks count what is missing, too.
        at += event.bytes;
        held.add(event, at, 0);
        break;
    }
    yield* held.take('old');
  }
  screen.look();
  typed.end();
  yield* held.take('all');
}
