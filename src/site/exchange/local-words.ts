import type { Words } from "./messages/en.ts";
import { localText } from "./times.ts";

const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const stamp = /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/g; // as the rules print an instant

/** A sentence of a rule or of the record with its instants on a zone's clock, as the rest of the page has them. */
export function localWords(text: string, zone: string, words: Words): string {
  return text
    .replace(instant, (at) => localText(at, zone, words))
    .replace(stamp, (_, day: string, time: string) => localText(`${day}T${time}:00Z`, zone, words));
}
