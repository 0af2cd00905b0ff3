import { deflateRawSync } from 'node:zlib';

/**
 * JSON as an element of a page that its script reads: as it is where it is small, else deflated, in base64. The JSON must be made by
 * `jsonInScript`.
 */
export function dataElement(id: string, json: string): string {
  const packed = json.length < WORTH_CHARS ? json : deflateRawSync(json).toString('base64');
  if (packed.length >= json.length) {
    return `<script type="application/json" id="${id}">${json}</script>\n`;
  }
  return `<script type="text/plain" id="${id}" data-packed="deflate-raw">${packed}</script>\n`;
}

/** Below this the page is as quick to read, and can be looked into. */
const WORTH_CHARS = 2_048;
