import { basename, relative } from 'node:path';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { readCellFile } from '../magic-parts/cell-files.ts';
import { pathWords } from '../magic-parts/path-words.ts';

const run: Magic = {
  usage: '%run FILE [ARGS…]',
  summary: 'runs a file of cells here; its names stay, args has what stands behind it',
  examples: ['%run checks.ts', '%run checks.ts core 5'],
  complete: (typed) => pathWords(typed),
  async run({ words }, world) {
    const [file, ...args] = words;
    if (file === undefined) throw new MagicError('no file was named');
    const { path, text } = await readCellFile(file);
    const near = relative(process.cwd(), path);
    const name = (near.startsWith('..') ? path : near) || basename(path);
    const before = Object.getOwnPropertyDescriptor(globalThis, 'args');
    const argv = process.argv;
    Object.assign(globalThis, { args });
    process.argv = [argv[0] ?? '', path, ...args];
    try {
      return await world.evaluate(text.replaceAll('\r\n', '\n'), { file: name });
    } finally {
      process.argv = argv;
      if (before === undefined) Reflect.deleteProperty(globalThis, 'args');
      else Object.defineProperty(globalThis, 'args', before);
    }
  },
};

export default run;
