import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { coalesceWrites } from '../../../src/net/coalesce-writes.ts';

function recorder() {
  const written: string[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)).join('+'));
      done();
    },
  });
  coalesceWrites(stream);
  return { stream, written };
}

it('sends what is written in one turn in one piece, and the next turn by itself', async () => {
  const { stream, written } = recorder();
  stream.write('length');
  stream.write('body');
  stream.write('tag');
  await Promise.resolve();
  stream.write('next');
  await Promise.resolve();
  expect(written).toEqual(['length+body+tag', 'next']);
});

it('loses nothing that is written right before the end', async () => {
  const { stream, written } = recorder();
  stream.write('good');
  stream.end('bye');
  await Promise.resolve();
  expect(written.join('+')).toBe('good+bye');
});
