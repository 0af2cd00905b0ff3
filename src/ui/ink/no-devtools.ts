// Stands in for react-devtools-core, which Ink imports only behind a development flag.
export const connectToDevTools = (): void => undefined;
