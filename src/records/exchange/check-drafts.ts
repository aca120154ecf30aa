import { AppError, InvalidInput } from "../../base/errors.ts";
import type { Transaction } from "../../db/db.ts";
import { type BookingDraft, checkBooked } from "../../law/exchange/booking-transitions.ts";
import { checkRequestCorrection } from "../../law/exchange/correction.ts";
import { checkIssue } from "../../law/exchange/issue-check.ts";
import type { RequestDraft } from "../../law/exchange/request-draft.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import { checkBookingEvent, checkRequestEvent } from "../../law/exchange/transition.ts";
import type { Draft, SubjectState } from "./action.ts";
import { requestEvents } from "./event-rows.ts";
import { fieldError } from "./input.ts";
import { firstCustodian } from "./standing.ts";

const sideOf = (request: RequestState, organisationId: string): "custodian" | "issuer" =>
  organisationId === request.issuer_organisation_id ? "issuer" : "custodian";

const isOfBooking = (draft: Draft): boolean => (draft.request_id ?? null) === null;

/** What begins a request or a booking, checked by itself. */
function checkOpening(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    if (draft.kind === "request_issued") checkIssue(draft.details, draft.occurred_at);
    if (draft.kind === "booked") checkBooked(draft.details);
  }
}

/** A correction is checked in the place of what it corrects, so that what came after it still holds. */
async function checkOfRequest(tx: Transaction, request: RequestState, draft: Draft): Promise<void> {
  const { kind, occurred_at, details, organisation_id } = draft;
  const supersedes = draft.supersedes ?? null;
  const organisation_side = sideOf(request, organisation_id);
  const checked = {
    kind,
    occurred_at,
    details,
    organisation_id,
    organisation_side,
    supersedes,
  } as RequestDraft;
  if (supersedes === null) return checkRequestEvent(request, checked);
  const events = await tx.all(requestEvents(request.request_id));
  const seen = events.filter((event) => event.is_shared || event.organisation_id === organisation_id);
  checkRequestCorrection(seen, await firstCustodian(tx, events), checked);
}

/** The fields of events are those of forms by the same name, save for where an event keeps them. */
function asField(error: unknown): unknown {
  const field = error instanceof InvalidInput ? error.details.field : undefined;
  if (!(error instanceof AppError) || typeof field !== "string" || error.details.fields !== undefined)
    return error;
  const named = field === "occurred_at" ? "at" : field.replace(/^details\./, "");
  return fieldError([{ field: named, message: error.message }]);
}

async function check(
  tx: Transaction,
  drafts: readonly Draft[],
  { request, booking }: SubjectState,
): Promise<void> {
  checkOpening(drafts);
  const ofRequest = drafts.find((draft) => request !== null && draft.request_id === request.request_id);
  if (request !== null && ofRequest !== undefined) await checkOfRequest(tx, request.state_now, ofRequest);
  const ofBooking = drafts.find(isOfBooking);
  if (request === null && booking !== null && ofBooking !== undefined) {
    const { kind, occurred_at, details } = ofBooking;
    checkBookingEvent(booking, { kind, occurred_at, details } as BookingDraft);
  }
}

/**
 * Checks the events that an action would append against what stands, as the actor sees it; throws `Conflict` where the state does
 * not allow one (any more), `InvalidInput` that names the field where its times cannot be. Only what follows the subject is checked:
 * an action's further events are made from what stands.
 */
export async function checkDrafts(
  tx: Transaction,
  drafts: readonly Draft[],
  subject: SubjectState,
): Promise<void> {
  try {
    await check(tx, drafts, subject);
  } catch (error) {
    throw asField(error);
  }
}
