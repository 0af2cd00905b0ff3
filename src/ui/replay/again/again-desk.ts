import { asShowrunError } from '../../../core/errors.ts';
import type { Key } from '../../../core/key.ts';
import type { Result } from '../../../core/result.ts';
import { safe } from '../../../core/safe.ts';
import type { RecordedBlock } from '../../../journal/recording.ts';
import { isConfiguration } from '../../../platforms/mode-of.ts';
import type { ColumnRules } from '../../../repl/diff/ignored-columns.ts';
import type { Session } from '../../../session/session.ts';
import type { AgainStep, AgainView } from '../../../state/again-view.ts';
import type { Controller } from '../../controller.ts';
import type { DialogDesk } from '../../dialog-desk.ts';
import type { ReplayContext } from '../replay-context.ts';
import { againKey, againPaste, atStep } from './again-key.ts';
import { isDone } from './again-keys.ts';
import { stepsOf, summaryOf, withStep } from './again-steps.ts';
import { chooseCommands } from './choose-commands.ts';
import { chooseHost, type LiveHosts } from './choose-host.ts';
import { compareStep, plainLines } from './compare-step.ts';
import { dangerOf } from './danger.ts';
import { goToMode } from './mode-for.ts';

export interface AgainDeskOptions {
  readonly controller: Controller;
  readonly desk: DialogDesk;
  readonly live: LiveHosts;
  /** A recorded answer, as a result with its table. */
  readonly recordedAnswer: (context: ReplayContext, block: RecordedBlock) => Promise<Result>;
  /** What the person ignores in diffs. */
  readonly rules: () => Promise<ColumnRules>;
  /** Puts how it went into the record of this run. */
  readonly note: (text: string, session: Session) => void;
}

/** One run of recorded commands on a live host. */
interface Run {
  readonly context: ReplayContext;
  readonly blocks: readonly RecordedBlock[];
  readonly session: Session;
  readonly rules: ColumnRules;
}

/** Runs a recording's commands again on a live host: step by step, each answer beside the recorded one. */
export class AgainDesk {
  readonly #options: AgainDeskOptions;
  #run: Run | undefined;
  #stop: AbortController | undefined;

  constructor(options: AgainDeskOptions) {
    this.#options = options;
  }

  /** Asks for the commands and for the host, and shows the first step. Nothing is sent yet. */
  async open(context: ReplayContext): Promise<void> {
    const { controller } = this.#options;
    try {
      const blocks = await chooseCommands(context);
      const [first] = blocks ?? [];
      if (blocks === undefined || first === undefined) return;
      const session = await chooseHost(this.#options, first);
      if (session === undefined) return;
      const rules = await this.#options.rules().catch(() => ({}));
      this.#run = { context, blocks, session, rules };
      const steps = stepsOf(blocks);
      controller.dispatch({
        type: 'replay/again',
        again: {
          from: first.session,
          to: session.name,
          warning: warningOf(first, session),
          steps,
          next: 0,
          shown: 0,
          top: 0,
          text: steps[0]?.command ?? '',
          keys: 'choose',
          pace: 'step',
          message: '',
        },
      });
    } catch (thrown) {
      controller.say(asShowrunError(thrown).line, 'error');
    }
  }

  key(key: Key): void {
    const again = this.#view;
    if (again === undefined) return;
    const step = againKey(again, key);
    switch (step.kind) {
      case 'changed':
        this.#change(step.change);
        if (step.change.pace === 'run') this.#send();
        return;
      case 'send':
        this.#send();
        return;
      case 'confirmed':
        void this.#sendNow();
        return;
      case 'interrupt':
        this.#stop?.abort();
        return;
      case 'end':
        this.end();
        return;
      case 'ignored':
    }
  }

  paste(text: string): void {
    const again = this.#view;
    const change = again && againPaste(again, text);
    if (change !== undefined) this.#change(change);
  }

  /** Leaves the view, and says how it went where anything was sent. */
  end(): void {
    const { controller, note } = this.#options;
    const again = this.#view;
    const run = this.#run;
    this.#stop?.abort();
    this.#run = undefined;
    if (again === undefined) return;
    controller.dispatch({ type: 'replay/again', again: undefined });
    if (run === undefined || again.steps.every(({ state }) => !WAS_SENT.has(state))) return;
    const { mode } = run.session;
    const left = mode !== undefined && isConfiguration(mode) ? `; it stands in ${mode}` : '';
    const summary = `${summaryOf(again)}${left}`;
    controller.say(summary, 'info');
    note(`${summary} (${safe(run.context.replay.recording.name, 80)})`, run.session);
  }

  get #view(): AgainView | undefined {
    return this.#options.controller.state.again;
  }

  #change(change: Partial<AgainView>): void {
    this.#options.controller.dispatch({ type: 'replay/again-changed', change });
  }

  /** Sends the next command, unless it may do harm: then it asks first. */
  #send(): void {
    const again = this.#view;
    const step = again?.steps[again.next];
    if (again === undefined || step === undefined) return;
    if (again.text.trim() === '') {
      this.#change({ message: 'there is nothing to send: s skips it', pace: 'step' });
      return;
    }
    const danger = dangerOf({ command: again.text, mode: step.mode });
    const steps = withStep(again, again.next, { danger });
    if (danger === 'destroys') {
      this.#change({ ...steps, pace: 'step' });
      this.#askName(again);
    } else if (danger === 'changes') {
      this.#change({ ...steps, keys: 'confirm', pace: 'step', message: '' });
    } else {
      this.#change(steps);
      void this.#sendNow();
    }
  }

  /** What cannot be undone wants the host's name. */
  #askName({ to, text }: AgainView): void {
    this.#options.desk.ask(
      {
        kind: 'input',
        title: `${safe(text, 60)} on ${safe(to, 40)}`,
        lines: [
          'This may end sessions or lose data on the device.',
          `Type ${safe(to, 40)} to send it.`,
        ],
        text: '',
        verb: 'sends it, if the name is right',
      },
      (answer) => {
        if (answer?.trim() === to) void this.#sendNow();
        else this.#change({ keys: 'choose', message: 'it was not sent' });
      },
    );
  }

  async #sendNow(): Promise<void> {
    const run = this.#run;
    const again = this.#view;
    if (run === undefined || again === undefined || again.keys === 'wait') return;
    const { next: at, text } = again;
    const block = run.blocks[at];
    if (block === undefined) return;
    const stop = new AbortController();
    this.#stop = stop;
    const begun = { state: 'running', sent: text, summary: '', lines: [] } as const;
    this.#change({ ...withStep(again, at, begun), keys: 'wait', shown: at, top: 0, message: '' });
    const done = await this.#answer(run, { block, text, signal: stop.signal });
    if (this.#run !== run || this.#view === undefined) return;
    this.#settle(this.#view, at, done);
  }

  /** The step with its answer beside the recorded one; why there is none, where it failed. */
  async #answer(
    { context, session, rules }: Run,
    given: { readonly block: RecordedBlock; readonly text: string; readonly signal: AbortSignal },
  ): Promise<Pick<AgainStep, 'state' | 'lines' | 'summary'>> {
    const { block, text, signal } = given;
    try {
      const moved = await goToMode(session, { mode: block.mode, signal });
      if (moved !== undefined) this.#change({ message: moved });
      const now = await session.run(text, { owner: 'run again', signal });
      const recorded = await this.#options.recordedAnswer(context, block);
      return compareStep(recorded, now, rules);
    } catch (thrown) {
      const error = asShowrunError(thrown);
      const heard = error.heard === undefined ? [] : plainLines(error.heard);
      return { state: 'failed', summary: error.line, lines: heard };
    }
  }

  #settle(again: AgainView, at: number, done: Partial<AgainStep>): void {
    const isBad = done.state === 'refused' || done.state === 'failed';
    const steps = withStep(again, at, done);
    const goesOn = again.pace === 'run' && !isBad;
    const message = isBad && !isDone({ ...again, next: at + 1 }) ? STOPPED : again.message;
    this.#change({ ...steps, ...atStep(again, at + 1), message, pace: goesOn ? 'run' : 'step' });
    if (goesOn && this.#view !== undefined && !isDone(this.#view)) this.#send();
  }
}

const STOPPED = 'it stops here: Enter sends the next one all the same, b goes back, q ends';

const WAS_SENT: ReadonlySet<AgainStep['state']> = new Set([
  'running',
  'same',
  'changed',
  'refused',
  'failed',
]);

/** What a person should know of the host before anything is sent to it. */
function warningOf(block: RecordedBlock, session: Session): string {
  const { platform } = session;
  const isKnown = block.platform !== '' && block.platform !== 'auto';
  if (!isKnown || platform.name === block.platform || platform.name === 'generic') return '';
  if (platform.parents?.includes(block.platform)) return '';
  const was = safe(block.platform, 40);
  return `recorded on ${was}; ${safe(session.name, 40)} is ${platform.title}: commands and answers may differ`;
}
