import type { Magic } from '../kernel/magic.ts';
import { flagsIn } from '../magic-parts/flags.ts';

const reset: Magic = {
  usage: '%reset [-f]',
  summary: 'takes your names and Out away; hosts and In stay; -f does not ask',
  examples: ['%reset', '%reset -f'],
  complete: () => ['-f'],
  async run({ words }, world) {
    const { flags } = flagsIn(words, ['-f']);
    const names = [...world.names.keys()];
    const asked = {
      title: 'Forget your names?',
      lines: [
        names.length === 0
          ? 'You have made none; Out is emptied.'
          : `Gone will be: ${names.join(', ')}`,
        'Hosts stay open, and In stays as it is.',
      ],
      yes: 'forgets them',
    };
    if (!flags.has('-f') && !(await world.program.ask('confirm', asked))) {
      world.print('nothing was forgotten');
      return;
    }
    const gone = world.forget();
    world.print(gone.length === 0 ? 'there were no names' : `gone: ${gone.join(', ')}`);
  },
};

export default reset;
