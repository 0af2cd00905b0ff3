// The parse worker's entry. Device output is hostile: whatever happens in here, the program goes on.
import { parentPort, workerData } from 'node:worker_threads';
import { asShowrunError } from '../core/errors.ts';
import { TextParser } from './text-parser.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-messages.ts';

const { options, line } = workerData as WorkerStart;
const parser = new TextParser(options);
const reply = (message: WorkerReply): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ id, request }: WorkerRequest) => {
  reply({ kind: 'started', id });
  try {
    const onTemplate = (template: string): void => reply({ kind: 'template', id, template });
    line[0] = 0;
    reply({ kind: 'done', id, table: parser.parse(request, { onTemplate, line }) });
  } catch (thrown) {
    const { code, message, advice } = asShowrunError(thrown);
    reply({ kind: 'failed', id, code, message, advice });
  }
});
