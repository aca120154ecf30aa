import type { Reader } from "../../db/db.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { type ReleaseChecklist, releaseChecklist } from "../../law/exchange/checklist.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import { byUrgency, type Duty } from "../../law/exchange/duties.ts";
import { type Urgency, urgencies } from "../../law/exchange/urgency.ts";
import { type ExchangeFacility, facilitiesOf } from "../../records/exchange/facility.ts";
import type { StandingBooking, StandingRequest } from "../../records/exchange/standing.ts";
import { authoritiesOn } from "./authorities-on.ts";
import { dutiesOf } from "./duties-of.ts";
import type { ExchangeParts } from "./exchange-record.ts";

/** One request on the release desk, with what law and policy say today of each thing that it asks. */
export interface DeskRequest {
  readonly request: StandingRequest;
  readonly authority: Readonly<Partial<Record<AskedThing, Authority>>>;
  /** What is due for each thing asked, the most urgent first. */
  readonly duties: readonly Duty[];
}

/** One person who is about to leave, by booking number, with the requests on the booking. */
export interface DeskLine {
  readonly booking: StandingBooking;
  readonly facility: ExchangeFacility | null;
  readonly requests: readonly DeskRequest[];
  /** That of its most urgent duty. */
  readonly urgency: Urgency;
  /** Criminal warrants and civil requests, apart, and what must be confirmed before a release. */
  readonly checklist: ReleaseChecklist;
}

/** The lines of the release desk for some bookings and the requests on them, the most urgent first, else in the order of the bookings. */
export async function deskLines(
  db: Reader,
  parts: ExchangeParts,
  bookings: readonly StandingBooking[],
  requests: readonly StandingRequest[],
): Promise<DeskLine[]> {
  const organisations = [...new Set(bookings.map((one) => one.state.organisation_id))];
  const facilities = new Map((await facilitiesOf(db, organisations)).map((one) => [one.facility_id, one]));
  const now = parts.clock.now();
  const lines: DeskLine[] = [];
  for (const booking of bookings) {
    const facility = facilities.get(booking.state.facility_id) ?? null;
    const own: DeskRequest[] = [];
    for (const request of requests.filter((one) => one.state_now.booking_id === booking.booking_id)) {
      const authority = await authoritiesOn(db, parts, facility, request.state_now, now);
      const duties = dutiesOf(request.state_now, booking.state, facility, authority, now);
      own.push({ request, authority, duties });
    }
    const urgency = own.flatMap((one) => one.duties).toSorted(byUrgency)[0]?.urgency ?? "none";
    lines.push({
      booking,
      facility,
      requests: own,
      urgency,
      checklist: releaseChecklist(
        booking.state,
        own.map((one) => one.request.state_now),
      ),
    });
  }
  return lines.toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency));
}
