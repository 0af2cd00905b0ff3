/** The person's folders, as the kernel may know them. */
export interface KernelFolders {
  /** Settings, and files of the person's own: `magics/`, `snippets/`. */
  readonly config: string;
  /** What is kept for the person: records, snapshots. */
  readonly data: string;
}

/** The folders behind the first of the words a kernel was started with; undefined where there are none. */
export function foldersAmong(words: readonly string[]): KernelFolders | undefined {
  const [, config, data] = words;
  return config === undefined || data === undefined ? undefined : { config, data };
}
