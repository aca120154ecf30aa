import { InvalidInput } from "../../base/errors.ts";
import { zonedAt } from "../../base/time.ts";
import { type EventOf, type ExchangeEvent, standingEvents } from "../../law/exchange/event.ts";
import type { EventKind } from "../../law/exchange/event-details.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { RequestCase } from "../exchange/case.ts";
import type { Moment, Source } from "./packet.ts";

/** What a packet is made with beside the case: when, from which position of the record, for whom, and what ids are called. */
export interface PacketContext {
  /** ISO UTC. */
  readonly now: string;
  readonly position: number;
  /** The hash of the journal's entry at that position. */
  readonly head_hash: string;
  readonly made_for: Actor;
  /** Names of organisations, and of facilities where they have names of their own, by id. */
  readonly organisations: Readonly<Record<string, string>>;
  /** The events of the booking, for a reader who sees the booking; without them its facts carry no event numbers. */
  readonly booking_events?: readonly ExchangeEvent[];
  /** What law and policy said on the day of `lawInstant(case)`; the case's own (of today) where left out. */
  readonly authority?: RequestCase["authority"];
}

/** What the maker of a packet chooses. */
export interface PacketOptions {
  /** Whether the booking number, the issuer's reference and the warrant's number stand in it; a handout should not carry them. */
  readonly include_booking_number?: boolean;
}

/** A case as its packet may tell it: the events that stand, and how moments, sources and free texts are put. */
export interface View {
  readonly case: RequestCase;
  readonly context: PacketContext;
  readonly options: Required<PacketOptions>;
  readonly zone: string;
  /** Every event of the request that this reader sees, corrected ones too; counsel's opinions are left out. */
  readonly events: readonly ExchangeEvent[];
  readonly is_barred: boolean | null;
  moment(at: string): Moment;
  source(event: ExchangeEvent): Source;
  name(id: string | null): string | null;
  /** A free text without numbers by which the person could be looked up. */
  plain(text: string): string;
}

const aNumber = /\bA[-# ]{0,2}\d{2,3}[- ]?\d{3}[- ]?\d{3}\b/gi; // an A-number, however it is written
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The numbers of the case by which the person could be looked up, the longest first; a very short one cannot be told from other words. */
function numbersOf({ state, booking }: RequestCase, more: readonly ExchangeEvent[]): string[] {
  const inEvents = more.flatMap(({ details }) =>
    "booking_number" in details && details.booking_number !== null ? [details.booking_number] : [],
  );
  const { booking_number, ice_reference, warrant_reference } = state.issue;
  const found = [
    booking?.state.booking_number,
    booking_number,
    ice_reference,
    warrant_reference,
    ...inEvents,
  ];
  const distinct = new Set(found.filter((one): one is string => typeof one === "string" && one.length > 2));
  return [...distinct].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function textFilter(numbers: readonly string[], isBarred: boolean): (text: string) => string {
  const known =
    numbers.length === 0
      ? null
      : new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${numbers.map(escaped).join("|")})(?![\\p{L}\\p{N}]|-\\d\\d-\\d\\d)`,
          "gu",
        );
  return (text) => {
    const once = text.replace(aNumber, "[number left out]");
    const twice = known === null ? once : once.replace(known, "[number left out]");
    return isBarred ? twice.replace(/protected[ _]person/gi, "reason left out") : twice;
  };
}

const protects = (event: ExchangeEvent): boolean =>
  event.kind === "responded" && event.details.reason_code === "protected_person";

/** Whether the case may be published by itself: the booking tells its own jail; an answer that names the reason tells everyone. */
function barred({ booking, events }: RequestCase): boolean | null {
  if (events.some(protects)) return true;
  return booking === null ? null : booking.state.is_juvenile || booking.state.is_protected;
}

/** What one organisation kept to itself is in a packet only for those who act for it, whatever the case holds. */
function visible({ audience, events }: RequestCase, made_for: Actor): ExchangeEvent[] {
  return events.filter(
    (event) =>
      event.kind !== "opinion_recorded" &&
      (audience === "custodian" || event.is_shared || made_for.acts_for.includes(event.organisation_id)),
  );
}

/** A case seen as its packet tells it; throws `InvalidInput` where the zone of its facility is none. */
export function viewOf(found: RequestCase, context: PacketContext, options: PacketOptions = {}): View {
  const { include_booking_number = false } = options;
  const zone = found.facility?.time_zone ?? "UTC";
  const events = visible(found, context.made_for);
  const is_barred = barred(found);
  const numbers = include_booking_number
    ? []
    : numbersOf(found, [...found.events, ...(context.booking_events ?? [])]);
  const moment = (at: string): Moment => ({ at, local: localOf(at, zone) });
  const name = (id: string): string =>
    Object.hasOwn(context.organisations, id) ? (context.organisations[id] ?? id) : id;
  return {
    case: found,
    context,
    options: { include_booking_number },
    zone,
    events,
    is_barred,
    moment,
    name: (id) => (id === null ? null : name(id)),
    plain: textFilter(numbers, is_barred === true),
    source: (event) => ({
      event_id: event.event_id,
      position: event.position,
      organisation_id: event.organisation_id,
      organisation: name(event.organisation_id),
      recorded: moment(event.recorded_at),
      corrects: event.supersedes,
      is_shared: event.is_shared,
    }),
  };
}

function localOf(at: string, zone: string): string {
  try {
    return zonedAt(at, zone).local;
  } catch (cause) {
    throw new InvalidInput(`the facility's zone "${zone}" or the time "${at}" cannot be read`, {}, cause);
  }
}

/** The events of a kind that stand, in order. */
export function standing<K extends EventKind>(view: View, kind: K): EventOf<K>[] {
  return standingEvents(view.events).filter(
    (event): event is Extract<ExchangeEvent, { kind: K }> => event.kind === kind,
  ) as unknown as EventOf<K>[];
}

/** How what the reader does not see is said: not recorded for the custodian's own readers, not shared for everyone else. */
export const absent = (view: View): "not_recorded" | "not_shared" =>
  view.case.audience === "custodian" ? "not_recorded" : "not_shared";
