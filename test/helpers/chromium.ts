import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A tab of a real browser, driven through the DevTools protocol. */
export interface BrowserPage {
  /** Opens an address and waits until all of it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page, a promise's once it is there. Throws what it throws. */
  value(expression: string): Promise<unknown>;
  /** Presses keys as a person does: `Space`, `/`, `ArrowRight`, or letters one by one. */
  press(...keys: readonly string[]): Promise<void>;
  types(text: string): Promise<void>;
  /** Size in CSS pixels, and what the system prefers. */
  looks(as: {
    width: number;
    height: number;
    scheme: 'dark' | 'light';
    mobile?: boolean;
  }): Promise<void>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  /** The page as it would be printed, as PDF. */
  pdf(): Promise<Buffer>;
  /** What the page complained of: errors, exceptions, refusals of its policy. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, but for the page's own. */
  readonly requests: readonly string[];
  /** Without scripts from now on. */
  disableScripts(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts a headless Chromium with one tab, for as long as `use` takes. */
export async function inChromium<T>(use: (page: BrowserPage) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const browser = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    // A group of its own: its processes end together, and nothing writes into the profile any more.
    detached: true,
  });
  const gone = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const pipe = new Pipe(browser);
  try {
    return await use(await openPage(pipe));
  } finally {
    await pipe.send('Browser.close').catch(() => undefined);
    await gone;
    endGroup(browser.pid);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of them have ended.
  }
}

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--remote-debugging-pipe',
];

/** The protocol over two pipes: JSON, a NUL behind each message. */
class Pipe {
  readonly #out: Writable;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  readonly #listeners: ((reply: Reply) => void)[] = [];
  #last = 0;

  constructor(browser: ChildProcess) {
    this.#out = browser.stdio[3] as Writable;
    const incoming = browser.stdio[4] as Readable;
    let rest = Buffer.alloc(0);
    incoming.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#take(JSON.parse(rest.toString('utf8', 0, end)) as Reply);
        rest = rest.subarray(end + 1);
      }
    });
    const ended = (): void => {
      for (const answer of this.#waiting.values()) answer({ error: { message: 'Chromium ended' } });
    };
    browser.once('exit', ended);
    browser.once('error', ended);
    this.#out.on('error', () => undefined);
  }

  on(listener: (reply: Reply) => void): void {
    this.#listeners.push(listener);
  }

  send(method: string, params = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    const message = { id, method, params, ...(sessionId === undefined ? {} : { sessionId }) };
    this.#out.write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  }

  #take(reply: Reply): void {
    if (reply.id === undefined) {
      for (const listener of this.#listeners) listener(reply);
      return;
    }
    this.#waiting.get(reply.id)?.(reply);
    this.#waiting.delete(reply.id);
  }
}

async function openPage(pipe: Pipe): Promise<BrowserPage> {
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params = {}) => pipe.send(method, params, String(sessionId));
  const complaints: string[] = [];
  const requests: string[] = [];
  let onLoad: (() => void) | undefined;
  pipe.on(({ method, params }) => {
    if (method === 'Page.loadEventFired') onLoad?.();
    else if (method === 'Network.requestWillBeSent') requests.push(addressOf(params));
    else if (method !== undefined && COMPLAINTS.test(method)) {
      if (isComplaint(method, params)) complaints.push(JSON.stringify(params).slice(0, 400));
    }
  });
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`);
  const value = (expression: string): Promise<unknown> => evaluate(send, expression);
  return {
    complaints,
    requests,
    value,
    open: async (url) => {
      const loaded = new Promise<void>((resolve) => {
        onLoad = resolve;
      });
      await send('Page.navigate', { url });
      await loaded;
      requests.splice(0, requests.length, ...requests.filter((one) => one !== url.split('#')[0]));
    },
    press: async (...keys) => {
      for (const key of keys) await press(send, key);
    },
    types: async (text) => {
      await send('Input.insertText', { text });
    },
    looks: async ({ width, height, scheme, mobile = false }) => {
      const scale = mobile ? 2 : 1;
      await send('Emulation.setDeviceMetricsOverride', {
        ...{ width, height, mobile },
        deviceScaleFactor: scale,
      });
      const features = [{ name: 'prefers-color-scheme', value: scheme }];
      await send('Emulation.setEmulatedMedia', { features });
    },
    screenshot: async () =>
      Buffer.from(String((await send('Page.captureScreenshot'))['data']), 'base64'),
    pdf: async () => Buffer.from(String((await send('Page.printToPDF'))['data']), 'base64'),
    disableScripts: async () => {
      await send('Emulation.setScriptExecutionDisabled', { value: true });
    },
  };
}

const COMPLAINTS = /^(Runtime\.exceptionThrown|Runtime\.consoleAPICalled|Log\.entryAdded)$/;

function isComplaint(method: string, params: Record<string, unknown> | undefined): boolean {
  if (method !== 'Runtime.consoleAPICalled') return true;
  return params?.['type'] === 'error' || params?.['type'] === 'warning';
}

function addressOf(params: Record<string, unknown> | undefined): string {
  const request = params?.['request'] as { url?: string } | undefined;
  return String(request?.url).split('#')[0] ?? '';
}

type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

async function evaluate(send: Send, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
  return (result as { value?: unknown }).value;
}

async function press(send: Send, key: string): Promise<void> {
  const shown = key === 'Space' ? ' ' : key;
  const text = shown.length === 1 ? { text: shown } : key === 'Enter' ? { text: '\r' } : {};
  await send('Input.dispatchKeyEvent', { type: 'keyDown', key: shown, ...text });
  await send('Input.dispatchKeyEvent', { type: 'keyUp', key: shown });
}
