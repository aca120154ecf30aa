import type { z } from "zod";
import type { Transaction } from "../../db/db.ts";
import type { BookingState } from "../../law/exchange/booking-state.ts";
import type { EventDetails, EventKind } from "../../law/exchange/event-details.ts";
import type { Actor } from "../organisations/actor.ts";
import type { OrganisationKind, Role } from "../organisations/role.ts";
import type { ExchangeServices } from "./services.ts";
import type { StandingRequest } from "./standing.ts";

/** What an action is done to: a request, a booking, or nothing yet. */
export type Subject = "request" | "booking" | "none";

/** An event before it has its number. `request_id` and `booking_id` of "new" are the number of this action's first event. */
export type Draft = {
  [K in EventKind]: {
    readonly kind: K;
    readonly request_id?: number | "new" | null;
    readonly booking_id?: number | "new" | null;
    readonly organisation_id: string;
    readonly occurred_at: string;
    readonly is_shared: boolean;
    readonly supersedes?: number | null;
    readonly details: EventDetails<K>;
  };
}[EventKind];

/** An organisation that a draft makes a party to its request. */
export interface NewParty {
  readonly request_id: number | "new";
  readonly organisation_id: string;
  readonly capacity: "issuer" | "custodian";
}

/** What an action appends. */
export interface Drafts {
  readonly events: readonly Draft[];
  readonly parties?: readonly NewParty[];
}

/** What an action works with; `now` is ISO UTC. The transaction is the owner's: what the actor may see was checked before. */
export interface ActionContext {
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly now: string;
  readonly services: ExchangeServices;
}

/** What an action is done to, as the actor sees it. */
export interface SubjectState {
  readonly request: StandingRequest | null;
  readonly booking: BookingState | null;
}

/** One thing that can be done in the exchange: who may, what it takes, and the events that it appends. */
export interface Action {
  /** As the API and the forms name it, e.g. `send_notice`. */
  readonly id: string;
  readonly subject: Subject;
  readonly organisations: readonly OrganisationKind[];
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly input: z.ZodObject;
  work(context: ActionContext, input: never, subject: SubjectState): Promise<Drafts>;
}

/** An action on a request: the request is there. */
export interface RequestSubject extends SubjectState {
  readonly request: StandingRequest;
}

/** An action on a booking: the booking is there. */
export interface BookingSubject extends SubjectState {
  readonly booking: BookingState;
}

type Parts<I extends z.ZodObject> = Omit<Action, "subject" | "input" | "work"> & { readonly input: I };

/** Names an action on a request. */
export function requestAction<I extends z.ZodObject>(
  parts: Parts<I>,
  work: (context: ActionContext, input: z.output<I>, subject: RequestSubject) => Promise<Drafts>,
): Action {
  return { ...parts, subject: "request", work: work as Action["work"] };
}

/** Names an action on a booking. */
export function bookingAction<I extends z.ZodObject>(
  parts: Parts<I>,
  work: (context: ActionContext, input: z.output<I>, subject: BookingSubject) => Promise<Drafts>,
): Action {
  return { ...parts, subject: "booking", work: work as Action["work"] };
}

/** Names an action that begins something new. */
export function openingAction<I extends z.ZodObject>(
  parts: Parts<I>,
  work: (context: ActionContext, input: z.output<I>) => Promise<Drafts>,
): Action {
  return { ...parts, subject: "none", work: work as Action["work"] };
}
