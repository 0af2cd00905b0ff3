import type { Interpolated } from './interpolation.ts';
import type { CommandForm, HelpForm, LineForm, ShellForm } from './line-form.ts';
import type { Stage } from './stage-chain.ts';
import type { Edit } from './text-edits.ts';
import type { Piece } from './text-pieces.ts';

/** The kernel's own name in the cell's world, which no cell can take away. */
export const KERNEL_NAME = '$showrun';

/** Variables in which a local command finds the values that were put into it. */
export const SHELL_VALUE = 'SHOWRUN_VALUE_';

/**
 * What makes forms calls of the kernel. Each call stands where its form or its stage does, so that an error in it is told there:
 * `$showrun.from($showrun.run("core", ["show clock"])).to("where", 6, "a > 1");`. Where they are awaited is decided on the
 * syntax tree (`waits.ts`).
 */
export function formEdits(forms: readonly LineForm[]): Edit[] {
  return forms.flatMap((form) => {
    const { stages, end, isStatement } = form;
    const open = `${KERNEL_NAME}.from(`.repeat(stages.length);
    const headEdits: Edit[] =
      form.kind === 'chain'
        ? [
            { at: form.at, remove: 0, insert: `${open}(` },
            { at: form.chainAt, remove: 0, insert: ')' },
          ]
        : segmentEdits([open, ...callOf(form)], { from: form.at, to: headEnd(form) });
    const from = form.kind === 'chain' ? form.chainAt : headEnd(form);
    const close: Edit = { at: end, remove: 0, insert: isStatement ? ';' : '' };
    return [...headEdits, ...stageEdits(stages, from, end), close];
  });
}

/** Where what is not stages ends. */
function headEnd({ stages, end }: LineForm): number {
  const [first] = stages;
  return first === undefined ? end : first.at;
}

/** Code of ours, and pieces of the cell that stay where they are. */
type Segment = string | Piece;

/** Puts segments in place of a stretch of the cell. */
function segmentEdits(
  segments: readonly Segment[],
  { from, to }: { readonly from: number; readonly to: number },
): Edit[] {
  const edits: Edit[] = [];
  let insert = '';
  let taken = from;
  for (const segment of segments) {
    if (typeof segment === 'string') {
      insert += segment;
      continue;
    }
    edits.push({ at: taken, remove: segment.at - taken, insert });
    insert = '';
    taken = segment.at + segment.text.length;
  }
  return [...edits, { at: taken, remove: to - taken, insert }];
}

function callOf(form: Exclude<LineForm, { kind: 'chain' }>): Segment[] {
  switch (form.kind) {
    case 'command':
      return commandCall(form);
    case 'magic':
      return [
        form.body === undefined
          ? call('magic', form.name, form.args.text)
          : call('magic', form.name, form.args.text, form.body.text),
      ];
    case 'shell':
      return shellCall(form);
    case 'help':
      return [helpCall(form)];
  }
}

function commandCall({ selector, commands }: CommandForm): Segment[] {
  const list = commands.flatMap((command, at) => [at === 0 ? '' : ',', ...wordsOf(command)]);
  return [`${KERNEL_NAME}.run(`, ...wordsOf(selector), ', [', ...list, '])'];
}

/** `"show " + $showrun.word(name)`: a value that would be no word of a command is refused there. */
function wordsOf(parts: Interpolated): Segment[] {
  if (parts.length === 0) return ['""'];
  const [first] = parts;
  const start = typeof first === 'string' ? [] : ['"" + '];
  return parts.reduce<Segment[]>((segments, part, at) => {
    if (at > 0) segments.push(' + ');
    if (typeof part === 'string') segments.push(JSON.stringify(part));
    else segments.push(`${KERNEL_NAME}.word(`, part, ')');
    return segments;
  }, start);
}

function shellCall({ command, isValue }: ShellForm): Segment[] {
  let count = 0;
  const text = command.map((part) => (typeof part === 'string' ? part : variable(++count)));
  const pieces = command.filter((part) => typeof part !== 'string');
  const values = pieces.flatMap((piece, at): Segment[] => [at === 0 ? ', [' : ', ', piece]);
  const start = `${KERNEL_NAME}.shell(${JSON.stringify(text.join(''))}, "${isValue ? 'value' : 'shown'}"`;
  return [start, ...values, values.length === 0 ? ')' : '])'];
}

function variable(count: number): string {
  return `\${${SHELL_VALUE}${count}}`;
}

/** A name is looked up by the cell itself, so that it may be a local one. */
function helpCall({ name, isDetailed }: HelpForm): string {
  const detail = isDetailed ? ', "detailed"' : '';
  const read = /^[%@]/.test(name) ? 'undefined' : `() => ${name}`;
  return `${KERNEL_NAME}.help(${JSON.stringify(name)}, ${read}${detail})`;
}

function call(name: string, ...args: readonly unknown[]): string {
  return `${KERNEL_NAME}.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
}

function stageEdits(stages: readonly Stage[], from: number, end: number): Edit[] {
  const edits: Edit[] = [];
  let taken = from;
  for (const { at, name, code, text, end: stop } of stages) {
    edits.push({ at: taken, remove: Math.max(0, at - taken), insert: '' });
    const gap = text.text === '' ? name.length : text.at - at;
    const words = text.text === '' ? '' : `, ${JSON.stringify(text.text)}`;
    const head = `).to(${JSON.stringify(name)}, ${gap}`;
    if (code === undefined) {
      edits.push({ at, remove: stop - at, insert: `${head}${words})` });
    } else {
      const codeEnd = code.at + code.text.length;
      edits.push({ at, remove: code.at - at, insert: `${head}, ` });
      edits.push({ at: codeEnd, remove: stop - codeEnd, insert: `${words})` });
    }
    taken = stop;
  }
  edits.push({ at: taken, remove: Math.max(0, end - taken), insert: '' });
  return edits;
}
