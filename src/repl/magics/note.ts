import { type Magic, MagicError } from '../kernel/magic.ts';

const note: Magic = {
  usage: '%note WORDS, or %%note + prose',
  summary: 'words for the transcript, the history, the logs and the recording',
  examples: [
    '%note r2 is drained, going on with r3',
    '%%note\nr2 has two paths to the core again; going on with r3',
  ],
  async run({ args, body = '' }, { program, print }) {
    const text = `${args}\n${body}`.trim();
    if (text === '') throw new MagicError('there are no words in it');
    const { logs, isRecorded } = await program.ask('note', { text });
    const places = [
      ...(logs === 0 ? [] : [logs === 1 ? '1 log' : `${logs} logs`]),
      ...(isRecorded ? ['the recording'] : []),
    ];
    if (places.length > 0) print(`noted in ${places.join(' and ')}`);
  },
};

export default note;
