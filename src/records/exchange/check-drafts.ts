import type { RequestState } from "../../law/exchange/request-state.ts";
import { checkBookingEvent, checkRequestEvent } from "../../law/exchange/transition.ts";
import type { Draft, SubjectState } from "./action.ts";

const sideOf = (request: RequestState, organisationId: string): "custodian" | "issuer" =>
  organisationId === request.issuer_organisation_id ? "issuer" : "custodian";

/**
 * Checks the events that an action would append against what stands, as the actor sees it; throws `Conflict` where the state does
 * not allow one any more, `InvalidInput` where its times cannot be.
 */
export function checkDrafts(drafts: readonly Draft[], { request, booking }: SubjectState): void {
  for (const draft of drafts) {
    const { kind, occurred_at, details, organisation_id } = draft;
    if (request !== null && draft.request_id === request.request_id)
      checkRequestEvent(request.state_now, {
        kind,
        occurred_at,
        details,
        supersedes: draft.supersedes ?? null,
        organisation_side: sideOf(request.state_now, organisation_id),
      });
    else if (
      booking !== null &&
      draft.booking_id === booking.booking_id &&
      (draft.request_id ?? null) === null
    )
      checkBookingEvent(booking, { kind, occurred_at, details });
  }
}
