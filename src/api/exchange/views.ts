import type { ExchangeEvent } from "../../law/exchange/event.ts";
import type { Action } from "../../records/exchange/action.ts";
import type { StandingBooking, StandingRequest } from "../../records/exchange/standing.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { BookingCase, RequestCase } from "../../reports/exchange/case.ts";
import type { DeskLine } from "../../reports/exchange/desk-lines.ts";

/** What stands of a request as the API tells it. */
export const requestView = ({ request_id, audience, version, state_now }: StandingRequest) => ({
  request_id,
  audience,
  version,
  state: state_now,
});

/** What stands of a booking as the API tells it. */
export const bookingView = ({ booking_id, version, state }: StandingBooking) => ({
  booking_id,
  version,
  state,
});

const ids = (actions: readonly Action[]): string[] => actions.map((action) => action.id);

/** One request with what is found; its events are an address of their own. */
export const requestCaseView = (found: RequestCase) => ({
  ...requestView({ ...found, state_now: found.state }),
  facility: found.facility,
  finding: found.finding,
  authority: found.authority,
  duties: found.duties,
  booking: found.booking === null ? null : bookingView(found.booking),
  actions: ids(found.actions),
});

/** The number of a booking is its jail's: whoever else sees the event is told what happened, and not the number. */
function withoutBooking(event: ExchangeEvent): object {
  const details = event.kind === "received" ? { ...event.details, booking_id: null } : event.details;
  return { ...event, booking_id: null, details };
}

/** The events of a request as the reader may see them. */
export const eventsView = ({ request_id, version, events }: RequestCase, { acts_for }: Actor) => ({
  request_id,
  version,
  events: events.map((event) => (acts_for.includes(event.organisation_id) ? event : withoutBooking(event))),
});

/** One booking with its events and the requests on it, for its own jail and those who counsel it. */
export const bookingCaseView = (found: BookingCase) => ({
  ...bookingView(found),
  facility: found.facility,
  events: found.events,
  requests: found.requests.map(requestView),
  actions: ids(found.actions),
});

/** One line of the release desk. */
export const deskLineView = ({ booking, facility, requests, urgency, checklist }: DeskLine) => ({
  booking: bookingView(booking),
  facility,
  requests: requests.map(({ request, authority, duties }) => ({
    request: requestView(request),
    authority,
    duties,
  })),
  urgency,
  checklist,
});
