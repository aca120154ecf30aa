import { AppError } from "../../base/errors.ts";
import { type ExchangeEvent, standingEvents } from "./event.ts";
import { standsAgainst, unusable } from "./refusal.ts";
import type { RequestDraft } from "./request-draft.ts";
import { foldRequest } from "./request-state.ts";
import { requestKinds } from "./request-transitions.ts";
import { checkRequestEvent } from "./transition.ts";

/** The first event of the chain of corrections that an event stands in; its number is its place in the order. */
function rootOf(events: ReadonlyMap<number, ExchangeEvent>, event: ExchangeEvent): number {
  const corrected = event.supersedes === null ? undefined : events.get(event.supersedes);
  return corrected === undefined ? event.event_id : rootOf(events, corrected);
}

const isRequestDraft = (event: { readonly kind: string }): boolean =>
  (requestKinds as readonly string[]).includes(event.kind);

/** What an event that was written says, as it would be checked anew after the events before it; null where nothing is checked. */
function refusalOf(
  before: readonly ExchangeEvent[],
  event: ExchangeEvent,
  custodian: string | null,
): AppError | null {
  const state = foldRequest(before, custodian);
  if (state === null || !isRequestDraft(event)) return null;
  const organisation_side = event.organisation_id === state.issuer_organisation_id ? "issuer" : "custodian";
  try {
    checkRequestEvent(state, { ...event, organisation_side } as unknown as RequestDraft);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function target(events: readonly ExchangeEvent[], draft: RequestDraft): ExchangeEvent {
  const { supersedes, kind, organisation_id } = draft;
  const found = events.find((event) => event.event_id === supersedes);
  if (found === undefined)
    return unusable(
      "this correction",
      "supersedes",
      `event ${supersedes} is not among those of this request that you see`,
    );
  if (found.kind !== kind)
    unusable(
      "this correction",
      "supersedes",
      `event ${supersedes} is of the kind ${found.kind}; it is corrected by one of its kind`,
    );
  if (organisation_id !== undefined && organisation_id !== found.organisation_id)
    unusable(
      "this correction",
      "supersedes",
      `event ${supersedes} is another party's; a party corrects only its own`,
    );
  if (events.some((event) => event.supersedes === supersedes))
    standsAgainst(
      "this correction",
      `event ${supersedes} was corrected already; correct what stands in its place`,
    );
  return found;
}

/** The later events that were possible and, with the correction in its place, are no more; with why. */
function unsettled(
  events: readonly ExchangeEvent[],
  correction: ExchangeEvent,
  place: number,
  custodian: string | null,
): { readonly event: ExchangeEvent; readonly why: AppError }[] {
  const byId = new Map(events.map((event) => [event.event_id, event]));
  const later = standingEvents(events).filter((event) => rootOf(byId, event) > place);
  return later.flatMap((event) => {
    const before = events.filter((one) => rootOf(byId, one) < rootOf(byId, event));
    const why = refusalOf([...before, correction], event, custodian);
    return why === null || refusalOf(before, event, custodian) !== null ? [] : [{ event, why }];
  });
}

/**
 * Whether a correction (`supersedes` set) can stand in the place of the event that it corrects, among the events of the request
 * that its writer sees: it must have been possible there, and must not take the ground from a later event. Throws `InvalidInput`
 * and `Conflict` like `checkRequestEvent`, the latter naming the later event.
 */
export function checkRequestCorrection(
  events: readonly ExchangeEvent[],
  custodian: string | null,
  draft: RequestDraft,
): void {
  const corrected = target(events, draft);
  const byId = new Map(events.map((event) => [event.event_id, event]));
  const place = rootOf(byId, corrected);
  const state = foldRequest(
    events.filter((event) => rootOf(byId, event) < place),
    custodian,
  );
  if (state === null)
    unusable(
      "this correction",
      "supersedes",
      "the form itself is not corrected; cancel it and issue it anew",
    );
  checkRequestEvent(state, draft);
  const { occurred_at, details } = draft;
  const replaced = { ...corrected, occurred_at, details, event_id: Number.MAX_SAFE_INTEGER };
  const [first] = unsettled(
    events,
    { ...replaced, supersedes: corrected.event_id } as ExchangeEvent,
    place,
    custodian,
  );
  if (first !== undefined)
    standsAgainst(
      "this correction",
      `what was recorded later would no longer be possible (event ${first.event.event_id}): ${first.why.message}`,
      { event_id: first.event.event_id },
    );
}
