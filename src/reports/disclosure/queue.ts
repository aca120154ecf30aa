interface Entry<Item> {
  readonly item: Item;
  readonly rank: number;
  readonly turn: number;
}

/** A binary heap: the lowest rank first, among equals the one that came last. */
export class Queue<Item> {
  readonly #heap: Entry<Item>[] = [];
  #turn = 0;

  /** Adds an item at its rank. */
  push(item: Item, rank: number): void {
    const heap = this.#heap;
    const entry = { item, rank, turn: this.#turn++ };
    let at = heap.length;
    for (let up = (at - 1) >> 1; at > 0 && sooner(entry, heap[up] as Entry<Item>); up = (at - 1) >> 1) {
      heap[at] = heap[up] as Entry<Item>;
      at = up;
    }
    heap[at] = entry;
  }

  /** Takes the first item out, null when there is none. */
  pop(): Item | null {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length > 0) this.#sink(last);
    return first.item;
  }

  #sink(entry: Entry<Item>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && sooner(heap[down + 1] as Entry<Item>, heap[down] as Entry<Item>))
        down += 1;
      if (!sooner(heap[down] as Entry<Item>, entry)) break;
      heap[at] = heap[down] as Entry<Item>;
      at = down;
    }
    heap[at] = entry;
  }
}

function sooner<Item>(one: Entry<Item>, other: Entry<Item>): boolean {
  return one.rank < other.rank || (one.rank === other.rank && one.turn > other.turn);
}

/** The same for whole numbers from 0, without an object for each. */
export class NumberQueue {
  #items = new Int32Array(256);
  #ranks = new Float64Array(256);
  #size = 0;

  /** Adds a number at its rank. */
  push(item: number, rank: number): void {
    if (this.#size === this.#items.length) this.#grow();
    let at = this.#size++;
    const ranks = this.#ranks;
    const items = this.#items;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((ranks[up] as number) <= rank) break;
      ranks[at] = ranks[up] as number;
      items[at] = items[up] as number;
      at = up;
    }
    ranks[at] = rank;
    items[at] = item;
  }

  /** Takes a number of the lowest rank out, -1 when there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const ranks = this.#ranks;
    const items = this.#items;
    const first = items[0] as number;
    const size = --this.#size;
    const rank = ranks[size] as number;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && (ranks[down + 1] as number) < (ranks[down] as number)) down += 1;
      if ((ranks[down] as number) >= rank) break;
      ranks[at] = ranks[down] as number;
      items[at] = items[down] as number;
      at = down;
    }
    ranks[at] = rank;
    items[at] = items[size] as number;
    return first;
  }

  #grow(): void {
    const items = new Int32Array(2 * this.#size);
    const ranks = new Float64Array(2 * this.#size);
    items.set(this.#items);
    ranks.set(this.#ranks);
    this.#items = items;
    this.#ranks = ranks;
  }
}
