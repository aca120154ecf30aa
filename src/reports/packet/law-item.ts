import { AppError } from "../../base/errors.ts";
import { dayIn, zonedAt } from "../../base/time.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { clocksFor } from "../../law/clock/clocks-for.ts";
import { askedThings } from "../../law/exchange/codes.ts";
import type { EventOf, ExchangeEvent } from "../../law/exchange/event.ts";
import type { RequestCase } from "../exchange/case.ts";
import { EventFacts, itemOf } from "./fact.ts";
import type { Fact, PacketClock, PacketItems } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { verificationNote } from "./words.ts";

/**
 * The instant (ISO UTC) whose law a packet gives: that of the time of otherwise release; where the reader has none, of the release,
 * of ICE's arrival, of the receipt, or of the issue. The authority for `packetOf` is to be asked on its day.
 */
export function lawInstant({ state }: Pick<RequestCase, "state">): string {
  return (
    state.releasable_at ??
    state.released_at ??
    state.custody_assumed_at ??
    state.received_at ??
    state.issued_at
  );
}

const clockForm = (form: string): string => (form === "I-247X" ? "I-247D" : form); // the supplemental form prints no clock of its own

function startOf(view: View): string | null {
  const [hold] = standing(view, "hold_started");
  return view.case.state.releasable_at ?? hold?.details.otherwise_released_at ?? null;
}

function clockOf(view: View): { readonly clock: PacketClock | null; readonly notes: readonly string[] } {
  const { state, facility } = view.case;
  const start = startOf(view);
  if (start === null)
    return { clock: null, notes: ["No time of release is at hand, so no window of a hold is computed."] };
  const local = (at: string): string => zonedAt(at, view.zone).local;
  try {
    const clocks = clocksFor({
      form: clockForm(state.issue.form),
      start: local(start),
      zone: view.zone,
      state: facility?.state_usps,
      city: facility?.city ?? undefined,
      received_at: state.received_at === null ? undefined : local(state.received_at),
    });
    const rules = clocks.rules.map(
      ({ rule, version, title, end_at, end, hours, cite, is_used, why, verification }) =>
        ({ rule, version, title, end_at, end, hours, cite, is_used, why, verification }) as const,
    );
    return {
      clock: { start: view.moment(start), rules },
      notes: [`Clock ${clocks.reason}.`, ...clocks.cautions.map((caution) => `Clock: ${caution}.`)],
    };
  } catch (error) {
    if (error instanceof AppError) return { clock: null, notes: [error.message] };
    throw error;
  }
}

/** The first event of the chain of corrections that an opinion stands in. */
function rootOf(events: readonly ExchangeEvent[], event: ExchangeEvent): number {
  const corrected = events.find((one) => one.event_id === event.supersedes);
  return corrected === undefined ? event.event_id : rootOf(events, corrected);
}

/** Counsel's opinions that were recorded as not privileged; one that is or ever was privileged is no part of a packet. */
function openOpinions(view: View): Fact[] {
  if (view.case.audience !== "custodian" || view.is_barred === true) return [];
  const events = view.case.events;
  const opinions = events.filter(
    (event): event is EventOf<"opinion_recorded"> => event.kind === "opinion_recorded",
  );
  const privileged = new Set(
    opinions.filter((one) => one.details.is_privileged).map((one) => rootOf(events, one)),
  );
  const corrected = new Set(opinions.map((one) => one.supersedes));
  return opinions
    .filter((one) => !privileged.has(rootOf(events, one)) && !corrected.has(one.event_id))
    .map((one) => new EventFacts(view, one).text("opinion", "Recorded, not privileged", one.details.text));
}

/** Item 9: what law and policy say of each thing asked on the day, and the window that each clock rule gives. */
export function lawItem(view: View): PacketItems["law"] {
  const authority = view.context.authority ?? view.case.authority;
  const found = askedThings.flatMap((asked): Authority[] => {
    const one = authority[asked];
    return one === undefined ? [] : [one];
  });
  const { clock, notes } = clockOf(view);
  const day = dayIn(lawInstant(view.case), view.zone);
  const others = [...new Set(found.map((one) => one.on))].filter((on) => on !== day);
  const none =
    found.length > 0 ? [] : ["No facility of the exchange is named, so no law of its place is shown."];
  return {
    ...itemOf(9, openOpinions(view), [
      ...none,
      ...others.map((on) => `Law and policy are shown as of ${on}; the day of this case is ${day}.`),
      ...notes,
      verificationNote,
      "Privileged advice of counsel is never part of a packet.",
    ]),
    day,
    clock,
    standing: found,
  };
}
