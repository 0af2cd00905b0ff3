/** A list of listeners for one kind of event. `on` gives back the function that takes the listener off again. */
export class Emitter<Payload> {
  readonly #listeners = new Set<(payload: Payload) => void>();

  on(listener: (payload: Payload) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(payload: Payload): void {
    for (const listener of this.#listeners) listener(payload);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
