/**
 * A value as JSON that may stand in a `<script>` of a page: nothing in it can end the element or begin a comment, and characters that
 * end lines or turn the reading direction are written as escapes. It reads back the same.
 */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, escaped);
}

const UNSAFE =
  /[<>&\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
