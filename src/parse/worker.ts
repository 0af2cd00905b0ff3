// The parse worker's entry. Device output is hostile: whatever happens in here, the program goes on.
import { parentPort, workerData } from 'node:worker_threads';
import { asShowrunError } from '../core/errors.ts';
import type { Table } from '../core/table/table.ts';
import { type ParseRequest, TextParser } from './text-parser.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-messages.ts';

const { options, line } = workerData as WorkerStart;
const parser = new TextParser(options);
const reply = (message: WorkerReply): void => parentPort?.postMessage(message);

/** Rows in one message: a few milliseconds of the receiver's time. */
const SLICE_ROWS = 1_000;
let unsent: Table | undefined;

parentPort?.on('message', (message: WorkerRequest) => {
  if (message.kind === 'parse') parse(message.id, message.request);
  else sendSlice(message.id);
});

function parse(id: number, request: ParseRequest): void {
  reply({ kind: 'started', id });
  try {
    const onTemplate = (template: string): void => reply({ kind: 'template', id, template });
    line[0] = 0;
    unsent = parser.read(request, { onTemplate, line });
    sendSlice(id);
  } catch (thrown) {
    const { code, message, advice } = asShowrunError(thrown);
    reply({ kind: 'failed', id, code, message, advice });
  }
}

function sendSlice(id: number): void {
  if (unsent === undefined) return;
  if (unsent.rows.length <= SLICE_ROWS) {
    reply({ kind: 'done', id, table: unsent });
    unsent = undefined;
    return;
  }
  reply({ kind: 'rows', id, rows: unsent.rows.slice(0, SLICE_ROWS) });
  unsent = { ...unsent, rows: unsent.rows.slice(SLICE_ROWS) };
}
