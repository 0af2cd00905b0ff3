import type { Magic } from '../kernel/magic.ts';

const theme: Magic = {
  usage: '%theme [NAME]',
  summary: 'the themes, or another one at once; kept for later runs',
  examples: ['%theme', '%theme ansi'],
  complete: async (_, { program }) => (await program.ask('themes', {})).names,
  async run({ args }, { program, print }) {
    const name = args.trim();
    if (name !== '') {
      const { value } = await program.ask('set', { name: 'theme', value: name });
      print(`the theme is ${value}`);
      return;
    }
    const { names, current } = await program.ask('themes', {});
    print(names.map((one) => (one === current ? `${one} (now)` : one)).join(', '));
  },
};

export default theme;
