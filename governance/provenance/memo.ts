/** So many are kept, none of which has a longer key: a hostile history does not fill the memory. */
const most = 1_000;
const longestKey = 500;

/** Values that are made once for each key: a history has few people and tools, and many commits. */
export class Memo<Value> {
  readonly #kept = new Map<string, Value>();

  get(key: string, make: () => Value): Value {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = make();
    if (key.length > longestKey) return made;
    if (this.#kept.size >= most) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }
}
