import type { EventOf } from "../../law/exchange/event.ts";
import { asksHold } from "../../law/exchange/hold-checks.ts";
import { durationWords } from "../../law/exchange/notice-timing.ts";
import { minutesBetween } from "../../law/exchange/refusal.ts";
import { computed, EventFacts, itemOf, missing } from "./fact.ts";
import type { Fact, PacketIncident, PacketItems } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { holdEndWords, spoken } from "./words.ts";

function startFacts(view: View, event: EventOf<"hold_started">): Fact[] {
  const facts = new EventFacts(view, event);
  const { rule, rule_cite, ends_at, other_ends } = event.details;
  return [
    facts.at("hold_started", "Hold began", event.occurred_at),
    facts.at("window_ends", "Window ends", ends_at, `by ${rule} (${rule_cite})`),
    ...other_ends.map((other, at) =>
      facts.at(
        `other_end_${at + 1}`,
        "By another rule it would end",
        other.ends_at,
        `${other.rule} (${other.cite})`,
      ),
    ),
  ];
}

/** How long it was held, and where its end lies to the end of the window. */
function measured(view: View): Fact[] {
  const { hold } = view.case.state;
  if (hold === null || hold.ended_at === null) return [];
  const past = minutesBetween(hold.ends_at, hold.ended_at);
  const end =
    past === 0
      ? "as the window ended"
      : `${durationWords(past)} ${past > 0 ? "after" : "before"} the window ended`;
  const length = durationWords(minutesBetween(hold.started_at, hold.ended_at));
  return [computed("held_for", "Held for", `${length}; the hold ended ${end}`)];
}

/** The end as an event says it, or as what ended the request brought it with it. */
function endFacts(view: View): Fact[] {
  const ended = standing(view, "hold_ended").flatMap((event) => {
    const facts = new EventFacts(view, event);
    const { why, note } = event.details;
    return [
      facts.at("hold_ended", "Hold ended", event.occurred_at, holdEndWords[why] ?? spoken(why)),
      ...(note === null ? [] : [facts.text("hold_note", "Note", note)]),
    ];
  });
  const { hold } = view.case.state;
  if (ended.length > 0 || hold === null) return ended;
  if (hold.ended_at === null) return [missing(view, "hold_ended", "Hold ended", "not_recorded")];
  const words = holdEndWords[hold.why ?? ""] ?? "how it ended is not recorded";
  return [{ ...computed("hold_ended", "Hold ended", words, hold.why), at: view.moment(hold.ended_at) }];
}

function incidentsOf(view: View): PacketIncident[] {
  const closings = standing(view, "incident_closed");
  return standing(view, "incident_opened").map((event) => {
    const closing = closings.find((one) => one.details.incident === event.event_id);
    return {
      what: event.details.what,
      at: view.moment(event.occurred_at),
      window_ended: view.moment(event.details.ends_at),
      source: view.source(event),
      closed:
        closing === undefined
          ? null
          : {
              at: view.moment(closing.occurred_at),
              reason: view.plain(closing.details.reason),
              source: view.source(closing),
            },
    };
  });
}

/** Item 6: the hold from its start to its end, the rule of its window, the ends by other rules, and every incident with its reason. */
export function holdItem(view: View): PacketItems["hold"] {
  const starts = standing(view, "hold_started").flatMap((event) => startFacts(view, event));
  const incidents = incidentsOf(view);
  if (starts.length > 0)
    return { ...itemOf(6, [...starts, ...endFacts(view), ...measured(view)]), incidents };
  const notes = asksHold(view.case.state)
    ? ["No hold past the time of release is recorded."]
    : [`Form ${view.case.state.issue.form} asked for no hold here, and none is recorded.`];
  return { ...itemOf(6, [missing(view, "hold", "Hold", "not_recorded")], notes), incidents };
}
