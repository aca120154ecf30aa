import { MarkupFault } from "./xml-bytes.ts";

/** How the value of a cell is stored (ECMA-376 part 1, 18.18.11, and inline text). */
export type CellType = "number" | "shared" | "text" | "inline" | "boolean" | "error" | "date";

const types: ReadonlyMap<string, CellType> = new Map([
  ["n", "number"],
  ["s", "shared"],
  ["str", "text"],
  ["inlineStr", "inline"],
  ["b", "boolean"],
  ["e", "error"],
  ["d", "date"],
]);

const lowerS = 0x73;

/** The type that a cell's `t` attribute names; throws `MarkupFault` for a name that is none. */
export function typeOf(bytes: Buffer, start: number, stop: number): CellType {
  if (stop - start === 1 && bytes[start] === lowerS) return "shared";
  const name = bytes.toString("latin1", start, stop);
  const type = types.get(name);
  if (type === undefined) throw new MarkupFault(`no cell has the type "${name.slice(0, 20)}"`);
  return type;
}

/** The number that decimal digits stand for; -1 where there is anything else, or nothing. */
export function wholeNumber(bytes: Buffer, start: number, stop: number): number {
  if (stop <= start || stop - start > 15) return -1;
  let number = 0;
  for (let i = start; i < stop; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
