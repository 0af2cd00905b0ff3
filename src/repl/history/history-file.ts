import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { type HistoryRecord, readRecords } from './history-records.ts';

/**
 * So much of the file's end is read, some 80,000 entries. The file itself is never made smaller: a busy year is about 20 MB, it
 * costs nothing to leave it, and whoever rewrites a file that others append to loses lines of theirs.
 */
const MOST_BYTES = 24 * 1024 * 1024;
/** Read before the first picture: some thousand entries in a few milliseconds. */
const FIRST_BYTES = 256 * 1024;
const LF = 0x0a;

/** What reading gave. */
export interface ReadLines {
  readonly records: readonly HistoryRecord[];
  /** Lines that are none of ours. */
  readonly damaged: number;
}

interface Identity {
  readonly dev: number;
  readonly ino: number;
}

/** A history file that several programs append to at once: reads its end, then what is older, then what has come meanwhile. */
export class HistoryFile {
  readonly #path: string;
  #identity: Identity | undefined;
  /** Lines before this offset are yet to be read. */
  #from = 0;
  /** And those from here on. */
  #to = 0;
  #lowest = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** The file's last lines. Rejects when it cannot be read. */
  async readEnd(): Promise<ReadLines> {
    return this.#reading(async (file) => {
      const { size, dev, ino } = await file.stat();
      this.#identity = { dev, ino };
      this.#lowest = Math.max(0, size - MOST_BYTES);
      this.#from = size;
      this.#to = size;
      const end = await this.#older(file, FIRST_BYTES);
      return end;
    });
  }

  /** The lines before those read so far, a piece of them; undefined when there are no more. */
  async readOlder(): Promise<ReadLines | undefined> {
    if (this.#from <= this.#lowest) return undefined;
    return this.#reading((file) => this.#older(file, FIRST_BYTES));
  }

  /** What has been appended since. `renewed`: it is another file now, and this is its end. */
  async readNewer(): Promise<ReadLines | 'renewed'> {
    return this.#reading(async (file) => {
      const { size, dev, ino } = await file.stat();
      const known = this.#identity;
      if (known?.dev !== dev || known.ino !== ino || size < this.#to) return 'renewed';
      if (size === this.#to) return readRecords('');
      const bytes = await bytesOf(file, this.#to, Math.min(size, this.#to + MOST_BYTES));
      // Another program may be in the middle of its line.
      const end = bytes.lastIndexOf(LF) + 1;
      this.#to += end;
      return readRecords(bytes.toString('utf8', 0, end));
    });
  }

  /** Puts a line at the file's end, in one write. */
  async append(line: string): Promise<void> {
    try {
      await this.#append(line);
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
      await makeFolder(dirname(this.#path));
      await this.#append(line);
    }
  }

  async #append(line: string): Promise<void> {
    const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants;
    const flags = O_APPEND | O_CREAT | O_NONBLOCK | O_WRONLY;
    const file = await open(this.#path, flags, 0o600);
    try {
      if (!(await file.stat()).isFile()) throw new Error(`${this.#path} is not a file`);
      await file.appendFile(line);
    } finally {
      await file.close();
    }
  }

  async #older(file: FileHandle, wanted: number): Promise<ReadLines> {
    const end = this.#from;
    let start = Math.max(this.#lowest, end - wanted);
    let bytes = await bytesOf(file, start, end);
    // A piece begins at the beginning of a line, however long that is.
    let lineAt = start === 0 ? 0 : bytes.indexOf(LF) + 1;
    while (start > this.#lowest && (lineAt === 0 || lineAt === bytes.length)) {
      start = Math.max(this.#lowest, start - wanted);
      bytes = await bytesOf(file, start, end);
      lineAt = start === 0 ? 0 : bytes.indexOf(LF) + 1;
    }
    this.#from = start === this.#lowest ? start : start + lineAt;
    if (end === this.#to) this.#to = end - (bytes.length - wholeLines(bytes));
    return readRecords(bytes.toString('utf8', lineAt));
  }

  async #reading<Value>(read: (file: FileHandle) => Promise<Value>): Promise<Value> {
    // A pipe of that name would wait for a writer for ever.
    const file = await open(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const info = await file.stat();
      if (!info.isFile()) throw new Error(`${this.#path} is not a file`);
      if ((info.mode & 0o077) !== 0) await file.chmod(0o600);
      return await read(file);
    } finally {
      await file.close();
    }
  }
}

/** How many of the bytes are lines with their ends; a last line that is not yet whole is read again with what follows. */
function wholeLines(bytes: Buffer): number {
  return bytes.lastIndexOf(LF) + 1;
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
