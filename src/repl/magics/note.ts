import { type Magic, MagicError } from '../kernel/magic.ts';

const note: Magic = {
  usage: '%%note + prose',
  summary: 'words for the transcript, the history, the log and recordings',
  examples: ['%%note\nr2 has two paths to the core again; going on with r3'],
  run({ args, body = '' }) {
    if (`${args}${body}`.trim() === '') throw new MagicError('there are no words below it');
    return undefined;
  },
};

export default note;
