import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { codeOf } from '../../core/shared-file.ts';
import { type ByteSource, sourceOf } from '../cast/byte-source.ts';
import { noRecording } from '../read/no-recording.ts';

/** What is packed is unpacked in memory, no more than this; a file of some KB may claim to hold gigabytes. */
const MOST_BYTES = 512_000_000;

/** Old logs are packed by who keeps them (`r1.log.gz`): what is in a gzip file (RFC 1952), or the file itself. Rejects with `bad-file` for a damaged one. */
export async function unpacked(source: ByteSource, path: string): Promise<ByteSource> {
  const head = Buffer.alloc(2);
  source.read(head, 0);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return source;
  if (source.size > MOST_BYTES) throw tooMuch(path);
  const bytes = Buffer.alloc(source.size);
  const packed = bytes.subarray(0, source.read(bytes, 0));
  try {
    return sourceOf(await promisify(gunzip)(packed, { maxOutputLength: MOST_BYTES }));
  } catch (thrown) {
    const code = codeOf(thrown);
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch(path) : noRecording(path, `gzip: ${code}`);
  }
}

function tooMuch(path: string): Error {
  const most = Math.floor(MOST_BYTES / 1_000_000);
  return noRecording(path, `it holds more than ${most} MB; unpack it first`);
}
