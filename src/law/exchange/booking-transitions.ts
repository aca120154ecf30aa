import type { BookingState } from "./booking-state.ts";
import type { EventDetails, EventKind } from "./event-details.ts";
import { isBefore, notBefore, standsAgainst, unusable } from "./refusal.ts";

/** The kinds of event that a booking has after the one that began it. */
export const bookingKinds = [
  "charge_recorded",
  "court_date_set",
  "release_expected",
  "criminal_warrant_recorded",
  "criminal_warrant_cleared",
  "otherwise_released",
  "released",
  "transferred",
  "received_in_transfer",
] as const satisfies readonly EventKind[];
export type BookingKind = (typeof bookingKinds)[number];
export type Custody = BookingState["custody"];

/** An event about a booking before it is written. */
export interface BookingDraftOf<K extends BookingKind> {
  readonly kind: K;
  /** When it happened, ISO UTC. */
  readonly occurred_at: string;
  readonly details: EventDetails<K>;
  readonly supersedes?: number | null;
}
export type BookingDraft = { [K in BookingKind]: BookingDraftOf<K> }[BookingKind];

/** One kind of event: in which custody it goes and where it leads, and what else must be so. */
export interface BookingTransition<K extends BookingKind> {
  readonly what: string;
  readonly during: readonly Custody[];
  readonly to: Custody | null;
  readonly needs: string;
  readonly check: (state: BookingState, draft: BookingDraftOf<K>) => void;
}

/** How an error names a booking. */
export const namedBooking = (state: BookingState): string => `booking ${state.booking_id}`;

const always = ["held", "released", "transferred"] as const;
const held = ["held"] as const;
/** Who leaves like this is not let go by the jail: a criminal warrant cannot stop it, or is what it is for. */
const pastWarrants: readonly string[] = ["to_other_agency", "death", "escape"];

function notBeforeBooking(state: BookingState, { occurred_at }: { readonly occurred_at: string }): void {
  const stay = state.stays.at(-1)?.from_at ?? state.booked_at;
  notBefore(namedBooking(state), "this", occurred_at, { what: "the person came", at: stay });
}

function noStandingWarrant(state: BookingState, { details }: BookingDraftOf<"released">): void {
  const standing = state.criminal_warrants.filter((one) => one.cleared_at === null);
  if (standing.length === 0 || pastWarrants.includes(details.reason)) return;
  const which = standing.map((one) => `${one.number} of ${one.agency}`).join(", ");
  standsAgainst(
    namedBooking(state),
    `a criminal warrant stands (${which}); record how it was cleared, or hand the person over to that agency`,
    { criminal_warrants: standing.map((one) => one.number) },
  );
}

/** The state machine of a booking, the same for every way that an event comes in. */
export const bookingTransitions: { readonly [K in BookingKind]: BookingTransition<K> } = {
  charge_recorded: {
    what: "a charge",
    during: always,
    to: null,
    needs: "",
    check: () => {},
  },
  court_date_set: { what: "a court date", during: always, to: null, needs: "", check: () => {} },
  release_expected: {
    what: "an expected release",
    during: held,
    to: null,
    needs: "not before the booking",
    check: (state, { details }) =>
      notBefore(
        namedBooking(state),
        "the expected release",
        details.at,
        { what: "the booking", at: state.booked_at },
        "details.at",
      ),
  },
  criminal_warrant_recorded: {
    what: "a criminal warrant",
    during: always,
    to: null,
    needs: "none of that number stands",
    check: (state, { details }) => {
      if (state.criminal_warrants.some((one) => one.number === details.number && one.cleared_at === null))
        standsAgainst(namedBooking(state), `criminal warrant ${details.number} is recorded already`);
    },
  },
  criminal_warrant_cleared: {
    what: "the clearing of a criminal warrant",
    during: always,
    to: null,
    needs: "one of that number stands; not before it was recorded",
    check: (state, { occurred_at, details }) => {
      const known = state.criminal_warrants.filter((one) => one.number === details.number);
      const standing = known.find((one) => one.cleared_at === null);
      if (known.length === 0)
        unusable(
          namedBooking(state),
          "details.number",
          `no criminal warrant ${details.number} is recorded; check the number`,
        );
      if (standing === undefined)
        return standsAgainst(namedBooking(state), `criminal warrant ${details.number} was cleared already`);
      notBefore(namedBooking(state), "the clearing", occurred_at, {
        what: "its record",
        at: standing.recorded_at,
      });
    },
  },
  otherwise_released: {
    what: "the end of the jail's own authority",
    during: held,
    to: null,
    needs: "once; not before the booking",
    check: (state, draft) => {
      if (state.otherwise_released_at !== null)
        standsAgainst(
          namedBooking(state),
          `the jail's own authority ended at ${state.otherwise_released_at}; correct that instead`,
        );
      notBeforeBooking(state, draft);
    },
  },
  released: {
    what: "the release",
    during: held,
    to: "released",
    needs:
      "not before the booking or the end of the jail's own authority; no criminal warrant stands, save where another agency takes over, at a death or an escape",
    check: (state, draft) => {
      notBeforeBooking(state, draft);
      notBefore(namedBooking(state), "the release", draft.occurred_at, {
        what: "the end of the jail's own authority",
        at: state.otherwise_released_at,
      });
      noStandingWarrant(state, draft);
    },
  },
  transferred: {
    what: "a transfer",
    during: held,
    to: "transferred",
    needs: "not before the booking; to another place than this one",
    check: (state, draft) => {
      notBeforeBooking(state, draft);
      if (draft.details.to_facility_id === state.facility_id)
        unusable(
          namedBooking(state),
          "details.to_facility_id",
          `the person is at ${state.facility_id} already; name the place they go to`,
        );
    },
  },
  received_in_transfer: {
    what: "the arrival from another place",
    during: held,
    to: null,
    needs: "from another place than this one",
    check: (state, { details }) => {
      if (details.from_facility_id === details.facility_id)
        unusable(
          namedBooking(state),
          "details.from_facility_id",
          "a person does not come from the place they come to",
        );
    },
  },
};

/** What stands, as a sentence says it, with when. */
export function custodyWords({ custody, released_at, stays }: BookingState): string {
  if (custody === "released") return `the person was released at ${released_at}`;
  if (custody === "transferred") return `the person was transferred at ${stays.at(-1)?.from_at}`;
  return "the person is held";
}

/** Throws `InvalidInput` where a person would have been booked before the arrest. */
export function checkBooked({ booking_number, arrested_at, booked_at }: EventDetails<"booked">): void {
  if (arrested_at !== null && isBefore(booked_at, arrested_at))
    unusable(
      `booking "${booking_number}"`,
      "details.booked_at",
      `booked at ${booked_at} is before the arrest at ${arrested_at}; correct the one that is wrong`,
    );
}
