import { EventFacts, itemOf, missing } from "./fact.ts";
import type { Fact, PacketItem } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { spoken } from "./words.ts";

/** When the jail's own authority ended: as recorded, or as a hold that is shared names it. */
function orderFacts(view: View): Fact[] {
  const term = "Release ordered, or due";
  const ordered = standing(view, "became_releasable").flatMap((event) => {
    const facts = new EventFacts(view, event);
    const { reason, order } = event.details;
    return [
      facts.at("releasable", term, event.occurred_at, spoken(reason)),
      facts.text("order", "The order or paper", order),
    ];
  });
  if (ordered.length > 0) return ordered;
  const [hold] = standing(view, "hold_started");
  if (hold === undefined) return [missing(view, "releasable", term)];
  return [
    new EventFacts(view, hold).at(
      "releasable",
      term,
      hold.details.otherwise_released_at,
      "as the hold names it",
    ),
  ];
}

function withNote(words: string, note: string | null): string {
  return note === null ? words : `${words}. ${note}`;
}

/** What ended a request without a release. */
function otherEnds(view: View): Fact[] {
  return [
    ...standing(view, "misdirected").map((event) => {
      const { found_by, note } = event.details;
      const found = found_by === "check_at_issue" ? "found when it was issued" : "found by the jail";
      return new EventFacts(view, event).at(
        "misdirected",
        "Sent to a place that did not have the person",
        event.occurred_at,
        withNote(found, note),
      );
    }),
    ...standing(view, "not_in_custody").flatMap((event) => {
      const facts = new EventFacts(view, event);
      const { left_at, reason, note } = event.details;
      return [
        facts.at(
          "not_in_custody",
          "Found not in custody",
          event.occurred_at,
          withNote(reason === null ? "reason not recorded" : spoken(reason), note),
        ),
        facts.at("left_before", "Had left", left_at),
      ];
    }),
    ...standing(view, "cancelled").map((event) =>
      new EventFacts(view, event).at(
        "cancelled",
        "Ended by ICE",
        event.occurred_at,
        withNote(spoken(event.details.reason), event.details.note),
      ),
    ),
    ...standing(view, "superseded").map((event) =>
      new EventFacts(view, event).at(
        "superseded",
        "Replaced",
        event.occurred_at,
        `by request ${event.details.by_request}`,
      ),
    ),
  ];
}

/** Item 4: when release was ordered or due, when the person left and why, or how else the request ended. */
export function releaseItem(view: View): PacketItem {
  const released = standing(view, "person_released").map((event) =>
    new EventFacts(view, event).at(
      "released",
      "Left custody",
      event.occurred_at,
      spoken(event.details.reason),
    ),
  );
  const ends = otherEnds(view);
  const left =
    released.length > 0 || ends.length > 0 ? released : [missing(view, "released", "Left custody")];
  return itemOf(4, [...orderFacts(view), ...left, ...ends]);
}

/** Item 7: whether ICE took custody, by whose word. */
export function arrivalItem(view: View): PacketItem {
  const arrived = standing(view, "custody_assumed").map((event) =>
    new EventFacts(view, event).at(
      "custody_assumed",
      "ICE took custody",
      event.occurred_at,
      event.details.note,
    ),
  );
  if (arrived.length > 0) return itemOf(7, arrived);
  return itemOf(
    7,
    [missing(view, "custody_assumed", "ICE took custody", "not_recorded")],
    ["Neither side recorded that ICE took custody under this request. That is not to say that nobody came."],
  );
}
