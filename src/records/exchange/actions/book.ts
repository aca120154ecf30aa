import type { Draft } from "../action.ts";
import { type ActionContext, openingAction } from "../action.ts";
import { bookingInput, type ReadBooking } from "../booking-input.ts";
import type { ExchangeFacility } from "../facility.ts";
import { anyInstant, pastInstant } from "../input.ts";
import { ownFacility } from "../own-facility.ts";
import { personKey } from "../person-key.ts";

/** Which way a booking came in. */
export type BookingSource = "form" | "csv" | "api";

/** The events of a booking as it is entered: the booking, its charges, when release is expected, and its end where it has ended. */
export function bookingDrafts(
  { now, services }: Pick<ActionContext, "now" | "services">,
  facility: ExchangeFacility,
  booking: ReadBooking,
  source: BookingSource,
  id: number | "new" = "new",
): Draft[] {
  const zone = facility.time_zone;
  const organisation_id = facility.organisation_id;
  const booked_at = pastInstant(booking.booked_at, zone, "booked_at", now);
  const base = { booking_id: id, request_id: null, organisation_id, is_shared: false } as const;
  const charges: Draft[] = booking.charges.map((charge, at) => ({
    ...base,
    kind: "charge_recorded",
    occurred_at: booked_at,
    details: { ...charge, ordinal: at + 1 },
  }));
  const { expected_release_at: expected, released_at: released } = booking;
  return [
    {
      ...base,
      kind: "booked",
      occurred_at: booked_at,
      details: {
        facility_id: facility.facility_id,
        booking_number: booking.booking_number,
        person_key: personKey(services.person_secret, organisation_id, booking.person_id),
        arrested_at:
          booking.arrested_at === null ? null : pastInstant(booking.arrested_at, zone, "arrested_at", now),
        arresting_agency: booking.arresting_agency,
        booked_at,
        is_juvenile: booking.is_juvenile,
        is_protected: booking.is_protected,
        source,
      },
    },
    ...charges,
    ...(expected === null
      ? []
      : [
          {
            ...base,
            kind: "release_expected" as const,
            occurred_at: now,
            details: {
              at: anyInstant(expected, zone, "expected_release_at"),
              reason: booking.expected_release_reason ?? ("other" as const),
              certainty: booking.expected_release_certainty,
            },
          },
        ]),
    ...(released === null
      ? []
      : [
          {
            ...base,
            kind: "released" as const,
            occurred_at: pastInstant(released, zone, "released_at", now),
            details: {
              reason: booking.release_reason ?? ("other" as const),
              criminal_warrants_checked: true as const,
              requests_checked: true as const,
              note: "as exported by the jail's own system",
            },
          },
        ]),
  ];
}

/** Books a person in: the jail's own number, a keyed hash, charges, and when release is expected. No name is taken. */
export const book = openingAction(
  {
    id: "book",
    organisations: ["jail_operator"],
    roles: ["clerk", "supervisor"],
    summary: "Book a person in",
    input: bookingInput,
  },
  async (context, input) => ({
    events: bookingDrafts(context, await ownFacility(context, input.facility_id), input, "form"),
  }),
);
