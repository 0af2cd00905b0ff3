import type { Magic } from '../kernel/magic.ts';

const clear: Magic = {
  usage: '%clear',
  summary: 'empties the transcript; values stay',
  examples: ['%clear'],
  async run(_, world) {
    await world.program.ask('clear-screen', {});
    return undefined;
  },
};

export default clear;
