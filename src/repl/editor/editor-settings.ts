/** What a person can choose of the editor. */
export interface EditorSettings {
  readonly keys: 'emacs' | 'vi';
  /** Whether the text is continued in grey as an earlier input was. */
  readonly suggestions: 'on' | 'off';
}

export const DEFAULT_EDITOR: EditorSettings = { keys: 'emacs', suggestions: 'on' };
