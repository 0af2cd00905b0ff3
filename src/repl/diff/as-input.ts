/** First words of commands, where a person leaves out whom to ask. */
const DEVICE_WORDS = /^(?:sh|sho|show|dis|display|get|print|ping|traceroute)\s+\S/;

/** What a person names as a value: nothing for the last one, a command for the targets of `%use`, else a piece of a cell. */
export function asInput(text: string): string {
  const what = text.trim();
  if (what === '') return '_';
  return DEVICE_WORDS.test(what) ? `@ ${what}` : what;
}
