/** The JSON of one of the page's data elements. Throws where the browser cannot unpack it. */
export async function readData(id: string): Promise<unknown> {
  const holder = document.getElementById(id);
  if (holder === null) throw new Error(`the page is damaged: ${id} is missing`);
  const text = holder.textContent ?? '';
  const isPacked = holder.dataset['packed'] !== undefined;
  const json = isPacked ? await unpacked(text) : text;
  // Twice in memory would be once too often.
  holder.remove();
  return JSON.parse(json);
}

async function unpacked(base64: string): Promise<string> {
  if (typeof DecompressionStream === 'undefined') {
    throw new Error('this browser is too old to unpack the recording');
  }
  const stream = new Blob([bytesOf(base64)]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream('deflate-raw'))).text();
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
