import { ShowrunError } from '../../core/errors.ts';
import type { HostOperation } from '../link/host-operation.ts';
import type { Telling } from './requests.ts';

/** What changes a device, or goes to it without anybody seeing what comes of it. */
const CHANGING: ReadonlySet<HostOperation['kind']> = new Set([
  'config',
  'save',
  'commit',
  'abort',
  'break',
  'redispatch',
  'write',
]);

/** Throws `bad-usage` for what must not be done again and again by something that only wants to look. */
export function requireRepeatable(request: Telling, who: string): void {
  if (request.kind === 'run' || !CHANGING.has(request.operation.kind)) return;
  throw new ShowrunError(
    'bad-usage',
    `${who} only asks: ${request.operation.kind} is not repeated`,
    {
      advice: 'to do that again and again write a loop',
    },
  );
}

/** What the program answers by itself, without a word to the device. */
const KNOWN: ReadonlySet<HostOperation['kind']> = new Set(['last', 'facts', 'blocks', 'parse']);

/** Whether the device has to do with it. */
export function isOfDevice(request: Telling): boolean {
  return request.kind === 'run' || !KNOWN.has(request.operation.kind);
}
