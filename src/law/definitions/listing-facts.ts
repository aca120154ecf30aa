import { addDays, type Day } from "../../base/day.ts";
import type { FactValue } from "./definition.ts";
import { factOn } from "./fact-draft.ts";
import { codesOf, type Jurisdiction } from "./jurisdiction.ts";
import type { LetterRow, ListEntry, PublishedList } from "./law-rows.ts";

/** The lists under the order of 2025 designate; ICE's report of 2017 and the Inspector General's referral do not. */
function designates({ definition_id }: PublishedList): boolean {
  return definition_id.includes("-LIST-");
}

function entryFacts(entry: ListEntry, list: PublishedList, day: Day): FactValue[] {
  const ground = {
    asserted_by: list.publisher,
    source: `${entry.list_id}, entry "${entry.entry_as_printed}": ${entry.source_url}`,
    verification: entry.verification,
    in_force: { from: entry.listed_on, to: entry.removed_on === "" ? null : addDays(entry.removed_on, -1) },
  };
  const isRemoved = entry.removed_on !== "" && entry.removed_on <= day;
  return [
    factOn(ground, "listed_on", `${entry.list_id} ${entry.listed_on}`),
    ...(isRemoved ? [factOn(ground, "removed_on", `${entry.list_id} ${entry.removed_on}`)] : []),
    ...(isRemoved || !designates(list) ? [] : [factOn(ground, "designation_by_dhs_or_ag", entry.list_id)]),
    ...(entry.stated_reason === "" ? [] : [factOn(ground, "stated_reason_for_listing", entry.stated_reason)]),
  ];
}

function wholeListFact(list: PublishedList, value: string): FactValue {
  return factOn(
    {
      asserted_by: list.publisher,
      source: `${list.list_id}, whole list: ${list.source_url}`,
      verification: list.verification,
      in_force: { from: list.published_on, to: null },
    },
    "listed_on",
    `${list.list_id} ${value}`,
  );
}

function listFacts(list: PublishedList, entries: readonly ListEntry[], day: Day): FactValue[] {
  if (day < list.published_on) return [wholeListFact(list, "not_yet_published")];
  if (list.withdrawn_on !== "" && day >= list.withdrawn_on) return [wholeListFact(list, "withdrawn")];
  const own = entries.filter((entry) => entry.list_id === list.list_id && entry.listed_on <= day);
  if (own.length > 0) return own.flatMap((entry) => entryFacts(entry, list, day));
  // That a place is not on a list can only be said where the whole list is held.
  return list.complete === "yes" ? [wholeListFact(list, "not_listed")] : [];
}

/** Whether a jurisdiction, by its entries, is on published lists on a day: entered, taken off, not entered, or the list withdrawn. */
export function listingFacts(
  lists: readonly PublishedList[],
  own: readonly ListEntry[],
  day: Day,
): FactValue[] {
  return lists.flatMap((list) => listFacts(list, own, day));
}

function letterFact(letter: LetterRow): FactValue {
  return factOn(
    {
      asserted_by: letter.sender,
      source: `${letter.letter_id} to ${letter.recipient}: ${letter.source_url}`,
      verification: letter.verification,
      in_force: { from: letter.sent_on, to: null },
    },
    "received_letter",
    `${letter.definition_id || "PSP-2017-08-03"} ${letter.status}`,
  );
}

function noLetter(letter: LetterRow): FactValue {
  return factOn(
    {
      asserted_by: letter.sender,
      source: `letters.csv, ${letter.definition_id}: ${letter.source_url}`,
      verification: letter.verification,
      in_force: { from: letter.sent_on, to: null },
    },
    "received_letter",
    `${letter.definition_id} no_letter`,
  );
}

/** Letters by recipient, and for each day of letters what stands where none to a place is recorded. */
export interface Letters {
  readonly received: ReadonlyMap<string, readonly FactValue[]>;
  readonly none: readonly FactValue[];
}

/** Arranges letters for asking about many places. */
export function arrangeLetters(letters: readonly LetterRow[]): Letters {
  const days = new Map(letters.map((letter) => [letter.definition_id, letter]));
  days.delete(""); // the PSP letters, which no test of its own asks about
  const received = Map.groupBy(letters, (letter) => letter.recipient_geoid);
  return {
    received: new Map([...received].map(([geoid, rows]) => [geoid, rows.map(letterFact)])),
    none: [...days.values()].map(noLetter),
  };
}

function nameOf(letter: FactValue): string {
  return letter.value.slice(0, letter.value.indexOf(" "));
}

/** Letters received by a day, with their status words; and, for each day of letters, that none to it is recorded. */
export function letterFacts(letters: Letters, of: Jurisdiction, day: Day): FactValue[] {
  const isSent = (letter: FactValue) => letter.in_force.from !== null && letter.in_force.from <= day;
  const own = codesOf(of)
    .flatMap((code) => letters.received.get(code) ?? [])
    .filter(isSent);
  const none = letters.none.filter(isSent);
  if (own.length === 0) return none;
  const names = new Set(own.map(nameOf));
  return [...own, ...none.filter((one) => !names.has(nameOf(one)))];
}
