/** What came over the pipe, as a list of texts: anything else is none. */
export function textsOf(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}
