import type { EditorState } from '../editor/editor.ts';
import type { KernelBackend } from '../link/backend.ts';
import type { Kernel } from '../link/kernel-host.ts';
import {
  type CompletionQuestion,
  type Completions,
  completeHere,
  completeWithoutKernel,
  type DeviceKnowledge,
  type EarlierCommand,
} from './completion.ts';
import { commandsIn } from './earlier-commands.ts';

export interface CompleterOptions {
  readonly backend: Pick<KernelBackend, 'hosts'>;
  readonly kernel: Pick<Kernel, 'complete' | 'vocabulary'>;
  readonly knowledge: DeviceKnowledge;
}

/** Finds what could stand at the cursor: at once where this side knows it, else the kernel is asked. */
export class Completer {
  readonly #options: CompleterOptions;
  /** Commands of the inputs they were found in. */
  #earlier:
    | { readonly of: readonly string[]; readonly list: readonly EarlierCommand[] }
    | undefined;

  constructor(options: CompleterOptions) {
    this.#options = options;
  }

  /** `targets` is whom `@ command` asks. Never rejects. */
  complete(editor: EditorState, targets: string): Completions | Promise<Completions> {
    const { text, cursor, history } = editor;
    const { backend, kernel, knowledge } = this.#options;
    const { vocabulary } = kernel;
    const earlier = this.#earlierIn(history);
    const hosts = backend.hosts();
    const question = { text, cursor, hosts, targets, earlier, knowledge, vocabulary };
    return completeHere(question) ?? this.#ask(question);
  }

  async #ask(question: CompletionQuestion): Promise<Completions> {
    const answer = await this.#options.kernel.complete(question.text, question.cursor);
    return answer.items.length > 0 ? answer : completeWithoutKernel(question);
  }

  #earlierIn(inputs: readonly string[]): readonly EarlierCommand[] {
    if (this.#earlier?.of !== inputs) this.#earlier = { of: inputs, list: commandsIn(inputs) };
    return this.#earlier.list;
  }
}
