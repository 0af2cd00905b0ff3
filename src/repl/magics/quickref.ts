import { HelpText } from '../help/help-text.ts';
import { QUICKREF } from '../help/quickref.ts';
import type { Magic } from '../kernel/magic.ts';

const quickref: Magic = {
  usage: '%quickref',
  summary: 'the whole language on one screen',
  examples: ['%quickref'],
  run: () => new HelpText(QUICKREF),
};

export default quickref;
