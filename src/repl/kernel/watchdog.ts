import { Worker } from 'node:worker_threads';

// A thread that ends whatever the main thread runs, a loop or a catastrophic regular expression, when a byte arrives on
// file 4; the main thread's state survives. When the pipe ends, the program is gone: the kernel must not outlive it
// in a loop that never looks at its messages.
const WATCHDOG = `
const session = new (require('node:inspector').Session)();
session.connectToMainThread();
const pipe = new (require('node:net').Socket)({ fd: 4, readable: true, writable: false });
pipe.on('data', () => session.post('Runtime.terminateExecution'));
pipe.on('error', () => process.kill(process.pid, 'SIGKILL'));
pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));
`;

export function startWatchdog(): void {
  new Worker(WATCHDOG, { eval: true }).unref();
}
