import { safe } from '../../../core/safe.ts';
import type { RecordedBlock } from '../../../journal/recording.ts';
import type { Choice } from '../../../state/state.ts';
import { clockTime } from '../moment-text.ts';
import type { ReplayContext } from '../replay-context.ts';

/** The recorded commands to be run again: the one at this moment, several of its host, or some ticked in a list. Undefined: called off. */
export async function chooseCommands(
  context: ReplayContext,
): Promise<readonly RecordedBlock[] | undefined> {
  const { replay, own, controller, desk } = context;
  const { player, recording } = replay;
  const session = own ?? player.chapterNow()?.session;
  const blocks = recording.blocks.filter((block) => block.session === session);
  if (session === undefined || blocks.length === 0) {
    controller.say(
      session === undefined ? 'go to a host first' : `no command was run on ${safe(session, 60)}`,
      'info',
    );
    return undefined;
  }
  const at = Math.max(
    0,
    blocks.findLastIndex((block) => block.atS <= player.atS),
  );
  const one = blocks[at];
  if (one === undefined) return undefined;
  const rest = blocks.slice(at);
  const choices: Choice[] = [
    { value: 'one', label: safe(one.command, 80), detail: `this command, #${one.number}` },
    { value: 'rest', label: `from here on: ${counted(rest)}`, detail: `#${one.number} to the end` },
    { value: 'all', label: `all of ${safe(session, 40)}: ${counted(blocks)}`, detail: '' },
    { value: 'ticked', label: 'choose some …', detail: 'ticked in a list' },
  ];
  const chosen = await desk.open({
    kind: 'pick',
    title: `Run again what ${safe(session, 40)} was told`,
    verb: 'goes on to the host',
    placeholder: 'nothing is called that',
    choices: blocks.length === 1 ? choices.slice(0, 1) : choices,
    text: '',
    selected: 0,
  });
  switch (chosen) {
    case 'one':
      return [one];
    case 'rest':
      return rest;
    case 'all':
      return blocks;
    case 'ticked':
      return await tick(context, blocks, one);
    default:
      return undefined;
  }
}

/** Enter ticks; the first line goes on with what is ticked, in the order in which it was run. */
async function tick(
  { desk, replay }: ReplayContext,
  blocks: readonly RecordedBlock[],
  first: RecordedBlock,
): Promise<readonly RecordedBlock[] | undefined> {
  const ticked = new Set([first]);
  let selected = 1 + blocks.indexOf(first);
  for (;;) {
    const chosen = await desk.open({
      kind: 'pick',
      title: 'Commands to be run again',
      verb: 'ticks; on the first line it goes on',
      placeholder: 'no command is called that',
      choices: [
        { value: 'on', label: `go on with ${counted([...ticked])}`, detail: '' },
        ...blocks.map(
          (block): Choice => ({
            value: String(block.number),
            label: `${ticked.has(block) ? '[x]' : '[ ]'} ${safe(block.command, 80)}`,
            detail: `${clockTime(replay.recording, block.atS)} · #${block.number}`,
          }),
        ),
      ],
      text: '',
      selected,
    });
    if (chosen === undefined) return undefined;
    if (chosen === 'on') return blocks.filter((block) => ticked.has(block));
    const at = blocks.findIndex(({ number }) => String(number) === chosen);
    const block = blocks[at];
    if (block === undefined) continue;
    if (!ticked.delete(block)) ticked.add(block);
    selected = Math.min(blocks.length, at + 2);
  }
}

function counted(blocks: readonly RecordedBlock[]): string {
  return blocks.length === 1 ? 'one command' : `${blocks.length} commands`;
}
