import { safe } from '../../core/safe.ts';
import { HelpText, OVERVIEW } from '../help/help-text.ts';
import { magicHelp, magicList } from '../help/magic-help.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';

const help: Magic = {
  usage: '%help [NAME]',
  summary: 'all magics, or how one is used; %quickref has the language',
  examples: ['%help', '%help use'],
  complete: (_, { magics }) => magics.names(),
  async run({ args }, { magics }) {
    const topic = args.trim().replace(/^%+/, '').replace(/\?$/, '');
    if (topic === '') return new HelpText(`${OVERVIEW}\n\n${magicList(await magics.list())}`);
    const found = (await magics.list()).find(({ name }) => name === topic);
    if (found !== undefined) return new HelpText(magicHelp(found));
    const [shown, near] = [safe(topic, 60), await magics.nearest(topic)];
    const advice = near === undefined ? '%help lists them' : `did you mean %${near}?`;
    throw new MagicError(`there is no %${shown}: ${advice}; for a name of yours: ${shown}?`);
  },
};

export default help;
