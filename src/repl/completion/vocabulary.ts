/** The words a kernel knows beside JavaScript's, told to the program when it is ready. */
export interface Vocabulary {
  readonly magics: readonly WordAbout[];
  readonly stages: readonly WordAbout[];
}

/** A name and how it is used; '' where the definition has not been read. */
export interface WordAbout {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
}

export const NO_VOCABULARY: Vocabulary = { magics: [], stages: [] };

/** Whether what came over the pipe is one. */
export function isVocabulary(value: unknown): value is Vocabulary {
  const { magics, stages } = Object(value);
  return [magics, stages].every((words) => Array.isArray(words) && words.every(isWordAbout));
}

function isWordAbout(value: unknown): value is WordAbout {
  const { name, usage, summary } = Object(value);
  return [name, usage, summary].every((text) => typeof text === 'string');
}
