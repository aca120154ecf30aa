/** Answers already worked out, by key; the oldest go first when there are too many. A failure is not remembered. */
export class Memory<Value> {
  readonly #answers = new Map<string, Promise<Value>>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer under a key, made at the first call; callers at the same time wait for one making. */
  async of(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#answers.set(key, made);
    const oldest = this.#answers.keys().next().value;
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
    made.catch(() => this.#answers.delete(key));
    return made;
  }
}
