import { addDays, type Day } from "../../base/day.ts";
import type { FactValue } from "./definition.ts";
import { factOn } from "./fact-draft.ts";
import { codesOf, type Jurisdiction } from "./jurisdiction.ts";
import type { LetterRow, ListEntry, PublishedList } from "./law-rows.ts";

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
    ...(isRemoved ? [] : [factOn(ground, "designation_by_dhs_or_ag", entry.list_id)]),
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
  if (day < list.published_on) return [];
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

/** Letters received by a day, with their status words; and, for each day of letters, that none to it is recorded. */
export function letterFacts(letters: readonly LetterRow[], of: Jurisdiction, day: Day): FactValue[] {
  const sent = letters.filter((letter) => letter.sent_on <= day);
  const days = new Map(
    sent.filter((letter) => letter.definition_id !== "").map((letter) => [letter.definition_id, letter]),
  );
  const own = sent.filter((letter) => codesOf(of).includes(letter.recipient_geoid));
  const none = [...days].filter(([id]) => !own.some((letter) => letter.definition_id === id));
  return [
    ...own.map(letterFact),
    ...none.map(([id, one]) =>
      factOn(
        {
          asserted_by: one.sender,
          source: `letters.csv, ${id}: ${one.source_url}`,
          verification: one.verification,
          in_force: { from: one.sent_on, to: null },
        },
        "received_letter",
        `${id} no_letter`,
      ),
    ),
  ];
}
