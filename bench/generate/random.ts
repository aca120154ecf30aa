/** Random numbers that one seed fixes, the same on every machine: four 32-bit words, the last one a counter (sfc32). */
export class SeededRandom {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c: number;
  #count = 1;

  constructor(seed: number) {
    this.#c = seed | 0;
    for (let i = 0; i < 16; i++) this.word();
  }

  /** The next 32 bits, as a whole number from 0. */
  word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number from 0 up to 1, 1 left out. */
  share(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** A whole number from 0 up to a bound, the bound left out. */
  below(bound: number): number {
    return Math.floor(this.share() * bound);
  }

  /** 40 hex digits, as the release's person identifiers have. */
  hex40(): string {
    let text = "";
    for (let i = 0; i < 5; i++) {
      const word = this.word();
      text += (hexOf[word & 0xffff] as string) + (hexOf[word >>> 16] as string);
    }
    return text;
  }
}

const hexOf = Array.from({ length: 0x1_0000 }, (_, n) => n.toString(16).padStart(4, "0"));
