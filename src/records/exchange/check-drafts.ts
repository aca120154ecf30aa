import type { BookingDraft } from "../../law/exchange/booking-transitions.ts";
import type { RequestDraft } from "../../law/exchange/request-draft.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import { checkBookingEvent, checkRequestEvent } from "../../law/exchange/transition.ts";
import type { Draft, SubjectState } from "./action.ts";

const sideOf = (request: RequestState, organisationId: string): "custodian" | "issuer" =>
  organisationId === request.issuer_organisation_id ? "issuer" : "custodian";

const isOfBooking = (draft: Draft): boolean => (draft.request_id ?? null) === null;

/**
 * Checks the events that an action would append against what stands, as the actor sees it; throws `Conflict` where the state does
 * not allow one (any more), `InvalidInput` where its times cannot be. Only what follows the subject is checked: an action's further
 * events are made from what stands.
 */
export function checkDrafts(drafts: readonly Draft[], { request, booking }: SubjectState): void {
  const ofRequest = drafts.find((draft) => request !== null && draft.request_id === request.request_id);
  if (request !== null && ofRequest !== undefined) {
    const { kind, occurred_at, details, organisation_id, supersedes } = ofRequest;
    const organisation_side = sideOf(request.state_now, organisation_id);
    checkRequestEvent(request.state_now, {
      kind,
      occurred_at,
      details,
      organisation_id,
      organisation_side,
      supersedes: supersedes ?? null,
    } as RequestDraft);
  }
  const ofBooking = drafts.find(isOfBooking);
  if (request === null && booking !== null && ofBooking !== undefined) {
    const { kind, occurred_at, details } = ofBooking;
    checkBookingEvent(booking, { kind, occurred_at, details } as BookingDraft);
  }
}
