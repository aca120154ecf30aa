const blockBytes = 4 << 20;
const maxBytes = 512 * 1024 ** 2;
const maxCount = 1 << 23;
/** A power of two; a cell of a column that repeats itself nearly always finds its text among so many. */
const remembered = 1 << 16;

/** Many strings, held as bytes and numbered from 0; only those that are asked for become text. */
export class StringStore {
  count = 0;
  readonly #maxStringBytes: number;
  readonly #blocks: Buffer[] = [];
  #used = blockBytes;
  /** Where each string begins, as if the blocks lay behind each other, and its length in bytes. */
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #made = new Array<string>(remembered).fill("");
  readonly #madeFor = new Int32Array(remembered).fill(-1);

  constructor(maxStringBytes: number) {
    this.#maxStringBytes = maxStringBytes;
  }

  /** Adds a string as the next number; false where it or the store would be too large. */
  add(text: string): boolean {
    const bytes = Buffer.byteLength(text);
    if (bytes > this.#maxStringBytes || this.count === maxCount) return false;
    if (this.#used + bytes > blockBytes && !this.#addBlock(bytes)) return false;
    if (this.count === this.#starts.length) this.#growIndex();
    this.#blocks.at(-1)?.write(text, this.#used);
    this.#starts[this.count] = (this.#blocks.length - 1) * blockBytes + this.#used;
    this.#lengths[this.count] = bytes;
    this.#used += bytes;
    this.count++;
    return true;
  }

  /** The string of that number; undefined where there is none. */
  text(index: number): string | undefined {
    if (index >>> 0 !== index || index >= this.count) return undefined;
    const slot = index & (remembered - 1);
    if (this.#madeFor[slot] === index) return this.#made[slot];
    const [start, length] = [this.#starts[index] as number, this.#lengths[index] as number];
    if (length === 0) return "";
    const block = this.#blocks[Math.floor(start / blockBytes)] as Buffer;
    const text = block.toString("utf8", start % blockBytes, (start % blockBytes) + length);
    this.#madeFor[slot] = index;
    this.#made[slot] = text;
    return text;
  }

  #addBlock(bytes: number): boolean {
    if ((this.#blocks.length + 1) * blockBytes > maxBytes) return false;
    this.#blocks.push(Buffer.allocUnsafe(Math.max(blockBytes, bytes)));
    this.#used = 0;
    return true;
  }

  #growIndex(): void {
    const [starts, lengths] = [this.#starts, this.#lengths];
    this.#starts = new Uint32Array(2 * this.count);
    this.#lengths = new Uint32Array(2 * this.count);
    this.#starts.set(starts);
    this.#lengths.set(lengths);
  }
}
