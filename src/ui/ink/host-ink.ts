import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { type DOMElement, render } from 'ink';
import type { ReactNode } from 'react';
import { ShowrunError } from '../../core/errors.ts';
import type { Size } from '../../core/size.ts';

/** Ink, laying out but never writing: its tree is ours to paint. */
export interface HostedInk {
  /** Ink's host root; walk it with `paintDom`. */
  readonly root: DOMElement;
  /** Renders the tree anew, synchronously. */
  update(node: ReactNode, size: Size): void;
  close(): void;
}

interface HostInkOptions {
  readonly node: ReactNode;
  readonly size: Size;
  /** Layout is done and the tree may be painted. */
  readonly onCommit: () => void;
  /** A component threw. Ink would swallow it and go blank. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs Ink on streams that lead nowhere. Its host root's `onRender` is public and is replaced, so that Ink builds no
 * string of its own: a commit costs React and yoga only.
 */
export function hostInk({ node, size, onCommit, onError }: HostInkOptions): HostedInk {
  const stdout = new SilentStdout(size);
  const stdin = new SilentStdin();
  const instance = render(node, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stderr: stdout as unknown as NodeJS.WriteStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  instance.waitUntilExit().catch(onError);
  const root = lastRoot;
  if (root === undefined) throw new ShowrunError('internal', 'Ink gave no root to paint');
  root.onRender = onCommit;
  return {
    root,
    update: (next, nextSize) => {
      stdout.columns = nextSize.cols;
      stdout.rows = nextSize.rows;
      instance.rerender(next);
    },
    close: () => instance.unmount(),
  };
}

let lastRoot: DOMElement | undefined;

/** Give this as `ref` to the outermost element: it finds Ink's host root. */
export function captureRoot(element: DOMElement | null): void {
  let node: DOMElement | undefined = element ?? undefined;
  while (node?.parentNode !== undefined) node = node.parentNode;
  if (node !== undefined) lastRoot = node;
}

class SilentStdout extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY = true;
  readonly writable = true;

  constructor({ cols, rows }: Size) {
    super();
    this.columns = cols;
    this.rows = rows;
  }

  write(_text: string, ...rest: readonly unknown[]): boolean {
    const callback = rest.at(-1);
    if (typeof callback === 'function') callback();
    return true;
  }
}

class SilentStdin extends Readable {
  readonly isTTY = true;

  override _read(): void {
    // Nothing ever comes: keys reach the program through the router.
  }

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
