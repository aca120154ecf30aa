import type { Authority } from "../../law/authority/authority.ts";
import type { BookingState } from "../../law/exchange/booking-state.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import { type Duty, dutiesFor, leavesAt } from "../../law/exchange/duties.ts";
import { holdClocks } from "../../law/exchange/hold-clocks.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import type { ExchangeFacility } from "../../records/exchange/facility.ts";

/** What is due on one request, with the clock of a hold from the moment at which the person can, or is expected to, leave. */
export function dutiesOf(
  request: RequestState,
  booking: BookingState | null,
  facility: ExchangeFacility | null,
  authorities: Readonly<Partial<Record<AskedThing, Authority>>>,
  now: string,
): Duty[] {
  const leaves = leavesAt(request, booking);
  const clocks = facility === null || leaves === null ? null : holdClocks(request, facility, leaves);
  return dutiesFor({ request, booking, authorities, clocks, now, zone: facility?.time_zone ?? "UTC" });
}
