import type { CommandForm, HelpForm, LineForm, MagicForm, ShellForm } from './line-form.ts';
import type { Stage } from './stage-chain.ts';
import type { Edit } from './text-edits.ts';

/** The kernel's own name in the cell's world, which no cell can take away. */
export const KERNEL_NAME = '$showrun';

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
        : [{ at: form.at, remove: headEnd(form) - form.at, insert: `${open}${callOf(form)}` }];
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

type CalledForm = CommandForm | MagicForm | ShellForm | HelpForm;

function callOf(form: CalledForm | Extract<LineForm, { kind: 'chain' }>): string {
  switch (form.kind) {
    case 'chain':
      return '';
    case 'command':
      return call('run', form.selector, form.commands);
    case 'magic':
      return form.body === undefined
        ? call('magic', form.name, form.args.text)
        : call('magic', form.name, form.args.text, form.body.text);
    case 'shell':
      return call('shell', form.command, form.isValue ? 'value' : 'shown');
    case 'help':
      return helpCall(form);
  }
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
