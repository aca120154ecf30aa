import { unlessBarred } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { doesNotMeet, type Finding, meets, notApplicable, notDeterminable } from "./finding.ts";

const lists = { doj: "DOJ-2025-08-05", dhs: "DHS-2025-05-29" } as const;

/** Whether the body is on a published list on the day; where the whole list is not held, a missing entry says nothing. */
function onList(facts: FactReader, publisher: keyof typeof lists): Finding {
  const of = (factId: string) =>
    facts.all(factId).filter((one) => one.value.startsWith(`${lists[publisher]} `));
  const [entry] = of("listed_on");
  const [removal] = of("removed_on");
  const name = publisher.toUpperCase();
  if (entry === undefined)
    return notDeterminable(["listed_on"], [`Whether it was on the list of ${name} is not recorded.`]);
  const state = entry.value.slice(entry.value.indexOf(" ") + 1);
  if (["not_listed", "withdrawn", "not_yet_published"].includes(state))
    return doesNotMeet(
      [`It is not on the list of ${name} on this day: ${state.replaceAll("_", " ")} (${entry.source}).`],
      state === "not_listed" ? state : `list_${state}`,
    );
  if (removal !== undefined)
    return doesNotMeet([`It was taken off the list of ${name} (${removal.source}).`], "removed_from_list");
  return meets(
    [
      `It is on the list of ${name} on this day (${entry.source}). An entry is no finding of law, and ${name} gave no reason for this entry alone.`,
    ],
    `listed_by_${publisher}`,
  );
}

/** Section 2(a): either list under the order. */
function onAnyList(facts: FactReader): Finding {
  const found = [onList(facts, "doj"), onList(facts, "dhs")];
  const because = found.flatMap((one) => one.because);
  const listed = found.find((one) => one.result === "meets");
  if (listed) return listed;
  if (found.some((one) => one.result === "not_determinable")) return notDeterminable(["listed_on"], because);
  const standing = found.find((one) => one.detail === "not_listed" || one.detail === "removed_from_list");
  return doesNotMeet(because, standing?.detail ?? "no_list_stands");
}

/** Section 3(a): funds of listed places that agencies may mark for suspension or termination. */
function funds(facts: FactReader): Finding {
  const listed = onAnyList(facts);
  if (listed.result === "not_determinable") return listed;
  if (listed.result === "does_not_meet") return notApplicable(listed.because, listed.detail ?? "not_listed");
  return unlessBarred(facts, () => meets(listed.because, "funds_may_be_marked"));
}

/** Executive Order 14287 and the lists of DHS (2025-05-29) and DOJ (2025-08-05). */
export const rules: Readonly<Record<string, Decide>> = {
  "EO14287-2a": onAnyList,
  "EO14287-3a": funds,
  "DHS-LIST-2025-05-29": (facts) => onList(facts, "dhs"),
  "DOJ-LIST-2025-08-05": (facts) => onList(facts, "doj"),
};
