import type { ExchangeEvent } from "../../law/exchange/event.ts";
import type { Action } from "../../records/exchange/action.ts";
import type { StandingBooking, StandingRequest } from "../../records/exchange/standing.ts";
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

/** Who may not know a booking's number is told that there is none to be told. */
function toldEvent(event: ExchangeEvent): object {
  const isHidden = event.kind === "received" && event.booking_id === null && event.details.booking_id === 0;
  return isHidden ? { ...event, details: { ...event.details, booking_id: null } } : event;
}

/** The events of a request as the reader may see them. */
export const eventsView = ({ request_id, version, events }: RequestCase) => ({
  request_id,
  version,
  events: events.map(toldEvent),
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
