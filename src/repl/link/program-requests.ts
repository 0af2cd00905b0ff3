import type { CompareRequests } from './compare-requests.ts';
import type { ConfigRequests } from './config-requests.ts';
import type { DoctorRequests } from './doctor-requests.ts';
import type { HistoryRequests } from './history-requests.ts';
import type { HostRequests } from './host-requests.ts';
import type { RecordRequests } from './record-requests.ts';
import type { RecordingRequests } from './recording-requests.ts';
import type { SettingRequests } from './setting-requests.ts';

/**
 * What the kernel can ask of the program, by name: what it says and what it gets. Plain values only, they cross a pipe. Who answers
 * is `ProgramServices`; a program without a screen has fewer of them.
 */
export interface ProgramRequests
  extends HistoryRequests,
    HostRequests,
    SettingRequests,
    DoctorRequests,
    CompareRequests,
    ConfigRequests,
    RecordRequests,
    RecordingRequests {
  /** Shows lines and asks for a yes; false when the person says no or is not there. */
  readonly confirm: {
    readonly asks: {
      readonly title: string;
      readonly lines: readonly string[];
      /** What a yes does, in the third person: `sends it`. */
      readonly yes: string;
    };
    readonly gives: boolean;
  };
  /** Rings the bell and says a line, where the person may be looking elsewhere. */
  readonly notify: { readonly asks: { readonly text: string }; readonly gives: undefined };
  /** Has a text edited by the person's own editor, on the whole screen. `extension`: `ts`, without a dot. */
  readonly 'edit-text': {
    readonly asks: { readonly text: string; readonly extension: string };
    readonly gives: EditedText;
  };
  /** Empties the transcript. */
  readonly 'clear-screen': { readonly asks: Record<never, never>; readonly gives: undefined };
}

/** What came of an editor; `reason` is one line for the person. */
export type EditedText =
  | { readonly status: 'edited'; readonly text: string }
  | { readonly status: 'unchanged'; readonly reason: string };

export type ProgramRequestName = keyof ProgramRequests;

/** The program's answers. What is asked comes from a process in which cells run: each service checks what it is given. */
export type ProgramServices = {
  readonly [Name in ProgramRequestName]?: ProgramService<Name>;
};

export type ProgramService<Name extends ProgramRequestName> = (
  asked: unknown,
  signal: AbortSignal,
) => Promise<ProgramRequests[Name]['gives']>;
