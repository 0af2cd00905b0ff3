import { type Magic, MagicError } from '../kernel/magic.ts';

const js: Magic = {
  usage: '%%js + code',
  summary: 'the lines below as JavaScript or TypeScript and nothing else',
  examples: ['%%js\nlet rest = 17 % 5\nrest'],
  async run({ args, body }, world) {
    if (args.trim() !== '') throw new MagicError('the code stands on the lines below');
    if (body === undefined) throw new MagicError('there is no code below it');
    // As many lines above it as in the cell, so that errors have their places.
    return await world.evaluate(`\n${body}`, { forms: 'none' });
  },
};

export default js;
