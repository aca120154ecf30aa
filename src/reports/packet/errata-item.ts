import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { findingOf } from "../../law/exchange/finding.ts";
import { foldRequest } from "../../law/exchange/request-state.ts";
import { itemOf } from "./fact.ts";
import type { PacketErratum, PacketItems } from "./packet.ts";
import type { View } from "./view.ts";

/** Fields that no packet carries, and those it carries only where its maker asked for numbers. */
const never = new Set(["person_key", "is_juvenile", "is_protected", "authority", "booking_id"]);
const numbers = new Set(["booking_number", "ice_reference", "warrant_reference"]);

function isShown(view: View, event: ExchangeEvent, field: string): boolean {
  if (never.has(field)) return false;
  if (view.is_barred === true && (event.kind === "charge_recorded" || field === "reason_code")) return false;
  return view.options.include_booking_number || !numbers.has(field);
}

function textOf(view: View, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return view.plain(typeof value === "string" ? value : canonicalJson(value as Json));
}

type Change = PacketErratum["changes"][number];

function changesOf(view: View, before: ExchangeEvent, after: ExchangeEvent): Change[] {
  const isMoved = before.occurred_at !== after.occurred_at;
  const when = isMoved
    ? [
        {
          field: "occurred_at",
          before: view.moment(before.occurred_at).local,
          after: view.moment(after.occurred_at).local,
        },
      ]
    : [];
  const [old, now] = [before.details, after.details] as Record<string, unknown>[];
  const fields = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].toSorted();
  return [
    ...when,
    ...fields.flatMap((field): Change[] => {
      const [was, is] = [old?.[field], now?.[field]];
      const isSame = canonicalJson((was ?? null) as Json) === canonicalJson((is ?? null) as Json);
      if (isSame || !isShown(view, before, field)) return [];
      return [{ field, before: textOf(view, was), after: textOf(view, is) }];
    }),
  ];
}

/** What would be found from the events that were recorded before another one; null before the request began. */
function findingBefore(view: View, eventId: number): string | null {
  const { state } = view.case;
  const first = state.relays[0]?.by ?? state.custodian_organisation_id;
  const before = view.events.filter((event) => event.event_id < eventId);
  const folded = foldRequest(before, first);
  return folded === null ? null : view.plain(findingOf(folded).words);
}

/** Item 12: every event that was corrected, both versions, and what was found before and after. */
export function errataItem(view: View): PacketItems["errata"] {
  const booking = view.case.booking === null ? [] : (view.context.booking_events ?? []);
  const events = [...view.events, ...booking];
  const corrections = events.flatMap((after): PacketErratum[] => {
    const before = events.find((event) => event.event_id === after.supersedes);
    if (before === undefined) return [];
    const isOfRequest = after.request_id !== null;
    return [
      {
        kind: after.kind,
        before: view.source(before),
        after: view.source(after),
        changes: changesOf(view, before, after),
        finding_before: isOfRequest ? findingBefore(view, after.event_id) : null,
        finding_after: isOfRequest ? findingBefore(view, after.event_id + 1) : null,
      },
    ];
  });
  const notes = corrections.length > 0 ? [] : ["No event of this request was corrected."];
  return { ...itemOf(12, [], notes), corrections };
}
