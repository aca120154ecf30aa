import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import type { Clock } from "../../base/clock.ts";
import { AppError, Conflict, NotAllowed, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Actor, authorOf } from "../organisations/actor.ts";
import type { Action, ActionContext, Draft, NewParty, SubjectState } from "./action.ts";
import { checkDrafts } from "./check-drafts.ts";
import { firstEvent, insertEvents } from "./event-rows.ts";
import { readInput } from "./input.ts";
import type { ExchangeServices } from "./services.ts";
import { saveBooking, saveRequest, standingBooking, standingRequest } from "./standing.ts";
import { asTenant } from "./tenant.ts";

/** One write as a face hands it in. `version` is the one that the writer read, `idempotency_key` the writer's own. */
export interface Write {
  readonly action: Action;
  readonly subject_id: number | null;
  readonly version: number | null;
  readonly idempotency_key: string | null;
  readonly input: unknown;
}

const answerRow = z.object({
  position: z.number(),
  request_id: z.number().nullable(),
  booking_id: z.number().nullable(),
  events: z.array(z.number()),
});
/** What a write brought: its position, the events, and the request or booking that it was about or began. */
export type WriteAnswer = z.infer<typeof answerRow> & { readonly is_repeat: boolean };

/** Whether an actor's roles and kind of organisation let them do an action; nothing is allowed that the action does not name. */
export function mayDo(actor: Actor, action: Pick<Action, "organisations" | "roles">): boolean {
  return (
    action.organisations.includes(actor.organisation_kind) &&
    action.roles.some((role) => actor.roles.includes(role))
  );
}

function checkAllowed(actor: Actor, action: Action): void {
  if (mayDo(actor, action)) return;
  throw new NotAllowed(
    `${action.id} is for ${action.roles.join(" or ")} of ${action.organisations.join(" or ").replaceAll("_", " ")}; this account is ${actor.roles.join(", ")} of ${actor.organisation_id}`,
  );
}

const keptKey = (actor: Actor, key: string) =>
  defineQuery(
    z.object({ request_sha256: z.string(), answer: answerRow }),
    sql`select request_sha256, answer from exchange_key
         where organisation_id = ${actor.organisation_id} and idempotency_key = ${key}`,
  );

const digestOf = ({ action, subject_id, input }: Write): string =>
  sha256(canonicalJson({ action: action.id, subject_id, input } as unknown as Json));

/** The answer to the same write sent before under its key; null where it is new. */
async function repeated(tx: Transaction, actor: Actor, write: Write): Promise<WriteAnswer | null> {
  if (write.idempotency_key === null) return null;
  const kept = await tx.maybe(keptKey(actor, write.idempotency_key));
  if (kept === null) return null;
  if (kept.request_sha256 !== digestOf(write))
    throw new Conflict(
      `the idempotency key "${write.idempotency_key.slice(0, 60)}" was used for another write; choose a new one`,
      { field: "idempotency_key" },
    );
  return { ...kept.answer, is_repeat: true };
}

function checkVersion(asked: number | null, stands: number, what: string): void {
  if (asked === null || asked === stands) return;
  throw new AppError(
    "changed_since",
    `${what} was changed by someone else since you read it (you have version ${asked}, it is at ${stands}); nothing was written: read it again and repeat what still holds`,
    { version: stands },
  );
}

/** What the write is about, as the session may see it; throws `NotFound` for what it may not, without telling the two apart. */
async function subjectOf(tx: Transaction, { action, subject_id, version }: Write): Promise<SubjectState> {
  if (action.subject === "none") return { request: null, booking: null };
  const id = subject_id ?? 0;
  if (action.subject === "request") {
    const request = await standingRequest(tx, id);
    if (request === null) throw new NotFound(`there is no request ${id} among yours`);
    checkVersion(version, request.version, `request ${id}`);
    const booking =
      request.state_now.booking_id === null ? null : await standingBooking(tx, request.state_now.booking_id);
    return { request, booking: booking?.state ?? null };
  }
  const booking = await standingBooking(tx, id);
  if (booking === null) throw new NotFound(`there is no booking ${id} among yours`);
  checkVersion(version, booking.version, `booking ${id}`);
  return { request: null, booking: booking.state };
}

/** The drafts with their numbers: the position times 10,000, and their place. */
function numbered(drafts: readonly Draft[], position: number, context: ActionContext): ExchangeEvent[] {
  const first = firstEvent(position);
  const id = (given: number | "new" | null | undefined): number | null =>
    given === "new" ? first : (given ?? null);
  const told = (draft: Draft) => (draft.kind === "superseded" ? { details: { by_request: first } } : {});
  return drafts.map(
    (draft, at) =>
      ({
        ...draft,
        ...told(draft),
        event_id: first + at,
        position,
        request_id: id(draft.request_id),
        booking_id: id(draft.booking_id),
        member_id: context.actor.member_id,
        recorded_at: context.now,
        supersedes: draft.supersedes ?? null,
      }) as ExchangeEvent,
  );
}

async function addParties(tx: Transaction, parties: readonly NewParty[], position: number): Promise<void> {
  for (const { request_id, organisation_id, capacity } of parties)
    await tx.run(sql`
      insert into request_party (request_id, organisation_id, position, capacity)
      values (${request_id === "new" ? firstEvent(position) : request_id}, ${organisation_id}, ${position}, ${capacity})
      on conflict (request_id, organisation_id) do nothing`);
}

const distinct = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];

async function saveStanding(
  tx: Transaction,
  events: readonly ExchangeEvent[],
  position: number,
): Promise<void> {
  const ofBookings = events.filter((event) => event.request_id === null);
  for (const id of distinct(ofBookings.map((event) => event.booking_id))) await saveBooking(tx, id, position);
  for (const id of distinct(events.map((event) => event.request_id))) await saveRequest(tx, id, position);
}

/** Writes of the database that its own rules refuse, as something that a person can mend. */
function refused(error: unknown): unknown {
  const { code, constraint, message } = error as { code?: string; constraint?: string; message?: string };
  if (constraint === "exchange_event_one_outcome")
    return new Conflict(
      "your organisation already said what came of this request; correct that instead of saying it twice",
    );
  if (constraint === "exchange_event_supersedes_key")
    return new Conflict("that event was corrected already; correct what stands");
  if (constraint === "exchange_event_one_end")
    return new Conflict("the request was already cancelled or superseded");
  if (constraint === "exchange_event_one_booking" || constraint === "booking_now_number")
    return new Conflict("a booking of that number is already recorded", { field: "booking_number" });
  if (constraint === "exchange_event_own" || constraint === "exchange_event_supersedes_fkey")
    return new Conflict("that event is none of yours to correct; a party corrects only its own");
  if (code === "23514" && constraint === "exchange_event_no_hold") return new Conflict(message ?? "");
  return error;
}

const keyTable = ({ idempotency_key }: Write): string[] => (idempotency_key === null ? [] : ["exchange_key"]);

async function append(
  context: ActionContext,
  write: Write,
  position: number,
  subject: SubjectState,
): Promise<WriteAnswer> {
  const { tx, actor } = context;
  const drafts = await write.action.work(
    context,
    readInput(write.action.input, write.input) as never,
    subject,
  );
  await checkDrafts(tx, drafts.events, subject);
  const events = numbered(drafts.events, position, context);
  const parties = drafts.parties ?? [];
  await addParties(tx, parties, position);
  await asTenant(tx, actor, () => insertEvents(tx, events));
  await saveStanding(tx, events, position);
  const answer = {
    position,
    request_id: events.find((event) => event.request_id !== null)?.request_id ?? null,
    booking_id: events.find((event) => event.request_id === null)?.booking_id ?? null,
    events: events.map((event) => event.event_id),
  };
  if (write.idempotency_key !== null)
    await tx.run(sql`
      insert into exchange_key (organisation_id, idempotency_key, position, request_sha256, answer)
      values (${actor.organisation_id}, ${write.idempotency_key}, ${position}, ${digestOf(write)}, ${JSON.stringify(answer)}::jsonb)`);
  await appendEntry(tx, {
    kind: "exchange",
    recorded_at: context.now,
    author: authorOf(actor),
    body: {
      what: write.action.id,
      organisation_id: actor.organisation_id,
      request_id: answer.request_id,
      booking_id: answer.booking_id,
      kinds: events.map((event) => event.kind),
    },
    content_sha256: null,
    tables: ["exchange_event", ...(parties.length > 0 ? ["request_party"] : []), ...keyTable(write)],
  });
  return { ...answer, is_repeat: false };
}

/**
 * Does one action for an actor, whole or not at all, and says what it brought. Throws `NotAllowed` where no role of theirs has it,
 * `NotFound` for what is not theirs to see, `InvalidInput` with the fields, `Conflict` where it cannot be done (any more), and an
 * error `changed_since` when the version that was read no longer stands.
 */
export async function perform(
  db: Db,
  services: ExchangeServices,
  clock: Clock,
  actor: Actor,
  write: Write,
): Promise<WriteAnswer> {
  checkAllowed(actor, write.action);
  readInput(write.action.input, write.input); // what cannot be read takes no turn in the journal
  try {
    return await db.transaction(async (tx) => {
      const position = await reservePosition(tx);
      const now = clock.now(); // taken in turn, so that entries are in the order of their times
      const { kept, subject } = await asActor(tx, actor, write);
      if (kept !== null) return kept;
      return append({ tx, actor, now, services }, write, position, subject);
    });
  } catch (error) {
    throw refused(error);
  }
}

async function asActor(
  tx: Transaction,
  actor: Actor,
  write: Write,
): Promise<{ kept: WriteAnswer | null; subject: SubjectState }> {
  return asTenant(tx, actor, async () => {
    const kept = await repeated(tx, actor, write);
    return { kept, subject: kept === null ? await subjectOf(tx, write) : { request: null, booking: null } };
  });
}
