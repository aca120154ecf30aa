import type { ReadLimits } from "../table.ts";
import { type MarkupReader, scanMarkup } from "./markup-scan.ts";
import { readStringItem } from "./rich-text.ts";
import { StringStore } from "./string-store.ts";
import {
  behindAside,
  behindTag,
  closesItself,
  isAside,
  MarkupFault,
  nameAt,
  prefixOf,
  unfinished,
} from "./xml-bytes.ts";
import type { ZipArchive } from "./zip-archive.ts";

const [LT, SLASH] = [0x3c, 0x2f];

/**
 * Reads the strings that the cells of a workbook share; a workbook without any has none. This is the only table that
 * is held whole. Throws `SourceRejected` for damaged XML and for strings past the limits.
 */
export async function readSharedStrings(
  archive: ZipArchive,
  part: string | null,
  limits: ReadLimits,
): Promise<StringStore> {
  const store = new StringStore(limits.max_cell_bytes);
  if (part !== null)
    await scanMarkup(archive, part, new SharedStringReader(`${archive.name}, ${part}`, store), limits);
  return store;
}

class SharedStringReader implements MarkupReader {
  readonly #where: string;
  readonly #store: StringStore;
  #prefix: string | null = null;
  #isClosed = false;

  constructor(where: string, store: StringStore) {
    this.#where = where;
    this.#store = store;
  }

  place(): string {
    return `${this.#where}, string ${this.#store.count + 1}`;
  }

  isComplete(): boolean {
    return this.#isClosed;
  }

  scan(bytes: Buffer): number {
    let i = 0;
    for (;;) {
      const at = bytes.indexOf(LT, i);
      if (at < 0) return bytes.length;
      i = this.#unit(bytes, at);
      if (i === unfinished) return at;
    }
  }

  #unit(bytes: Buffer, at: number): number {
    if (at + 1 >= bytes.length) return unfinished;
    if (isAside(bytes, at)) return behindAside(bytes, at);
    const isEnd = bytes[at + 1] === SLASH;
    const name = nameAt(bytes, at + (isEnd ? 2 : 1));
    const behind = behindTag(bytes, at);
    if (name === null || behind < 0) return unfinished;
    if (this.#prefix === null) this.#prefix = prefixOf(name, "sst");
    if (name === `${this.#prefix}sst`) this.#isClosed = isEnd || closesItself(bytes, behind);
    return name === `${this.#prefix}si` && !isEnd ? this.#item(bytes, behind, name) : behind;
  }

  #item(bytes: Buffer, behind: number, name: string): number {
    const item = closesItself(bytes, behind)
      ? { text: "", behind }
      : readStringItem(bytes, behind, this.#prefix as string, name);
    if (item === null) return unfinished;
    if (!this.#store.add(item.text))
      throw new MarkupFault("the workbook holds more text than can be read at once");
    return item.behind;
  }
}
