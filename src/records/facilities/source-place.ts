/** A facility as a source wrote it; every part empty where the source has none. */
export interface SourcePlace {
  readonly place_id: number;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly code: string;
}

/** Numbers for places as written, going on from what the store has; 0 says nothing at all. */
export class Gazetteer {
  readonly #known = new Map<string, number>();
  readonly #added: SourcePlace[] = [];
  #next: number;

  constructor(known: readonly SourcePlace[]) {
    for (const place of known)
      this.#known.set(keyOf(place.name, place.city, place.state, place.code), place.place_id);
    this.#next = known.reduce((most, place) => Math.max(most, place.place_id), 0) + 1;
  }

  /** The number of a place as written; a new one when it was never met. */
  idOf(name: string, city: string, state: string, code: string): number {
    const key = keyOf(name, city, state, code);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const place_id = key === "\u001f\u001f\u001f" ? 0 : this.#next++;
    this.#known.set(key, place_id);
    if (place_id > 0) this.#added.push({ place_id, name, city, state, code });
    return place_id;
  }

  /** The places met for the first time, in order of their numbers. */
  added(): readonly SourcePlace[] {
    return this.#added;
  }
}

function keyOf(name: string, city: string, state: string, code: string): string {
  return `${name}\u001f${city}\u001f${state}\u001f${code}`;
}
