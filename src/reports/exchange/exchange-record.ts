import type { Clock } from "../../base/clock.ts";
import type { Week } from "../../base/day.ts";
import { NotFound } from "../../base/errors.ts";
import { instantAfter } from "../../base/time.ts";
import type { Db } from "../../db/db.ts";
import type { RequestPhase } from "../../law/exchange/request-state.ts";
import { alarmsOf, type RaisedAlarm } from "../../records/alarms/alarms-of.ts";
import type { BookingSource } from "../../records/exchange/actions/book.ts";
import { type AuditLine, auditLog } from "../../records/exchange/audit-log.ts";
import { type BatchAnswer, bookBatch } from "../../records/exchange/book-batch.ts";
import { bookingsLike, leavingBefore, requestsFor, requestsOnBookings } from "../../records/exchange/desk.ts";
import { type ExchangeFacility, facilitiesOf } from "../../records/exchange/facility.ts";
import { type KeptBatch, onceByKey } from "../../records/exchange/once-by-key.ts";
import { perform, type Write, type WriteAnswer } from "../../records/exchange/perform.ts";
import { readAs, type Shown } from "../../records/exchange/read-as.ts";
import type { ExchangeServices } from "../../records/exchange/services.ts";
import type { StandingBooking, StandingRequest } from "../../records/exchange/standing.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { EvidencePacket } from "../packet/packet.ts";
import { type PacketFile, packetFiles } from "../packet/packet-files.ts";
import type { PacketOptions } from "../packet/view.ts";
import { type ExchangeCase, exchangeCases } from "../population/exchange-week.ts";
import type { SigningKey } from "../publish/signature.ts";
import { type BookingCase, bookingCase, type RequestCase, requestCase } from "./case.ts";
import { type DeskLine, deskLines } from "./desk-lines.ts";
import { checkMayRead } from "./may-read.ts";
import { journalHead, readPacket } from "./packet-reading.ts";

/** What the exchange is worked with: the store, the clock, the policies and the secret under which persons are hashed. */
export interface ExchangeParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly services: ExchangeServices;
  /** The key that signs evidence packets; made at its first use. */
  readonly signingKey: () => Promise<SigningKey>;
}

/** Some of the requests that an actor may see, newest first; `next_before` continues, null at the end. */
export interface RequestsPage {
  readonly requests: readonly StandingRequest[];
  readonly next_before: number | null;
}

export interface BookingsPage {
  readonly bookings: readonly StandingBooking[];
  readonly next_before: number | null;
}

/** Which requests are asked for. `relayed` are those that the organisation passed on, as far as both sides share them. */
export interface RequestsAsked {
  readonly which: "open" | "closed" | "all" | "relayed";
  readonly state?: RequestPhase | undefined;
  readonly facility_id?: string | undefined;
  readonly has_incident?: boolean | undefined;
  readonly before?: number | undefined;
  readonly most: number;
}

export interface BookingsAsked {
  readonly number: string;
  readonly custody?: "held" | "released" | "transferred" | undefined;
  readonly before?: number | undefined;
  readonly most: number;
}

const ids = (requests: readonly StandingRequest[], bookings: readonly StandingBooking[] = []): Shown => ({
  requests: requests.map((one) => one.request_id),
  bookings: bookings.map((one) => one.booking_id),
});

const last = <T>(rows: readonly T[], most: number, id: (row: T) => number): number | null =>
  rows.length < most ? null : id(rows.at(-1) as T);

function sideOf(actor: Actor, which: RequestsAsked["which"]) {
  if (actor.organisation_kind === "report_office")
    return { audience: "issuer", organisations: null } as const;
  if (actor.organisation_kind === "ero_field_office")
    return { audience: "issuer", organisations: actor.acts_for } as const;
  if (which === "relayed")
    return { audience: "issuer", organisations: actor.acts_for, is_passed_on: true } as const;
  return { audience: "custodian", organisations: actor.acts_for } as const;
}

/** The exchange as one who is signed in works it: every answer is only what concerns them, and every reading is written down. */
export class ExchangeRecord {
  readonly parts: ExchangeParts;

  constructor(parts: ExchangeParts) {
    this.parts = parts;
  }

  async #read<T>(actor: Actor, page: string, work: Parameters<typeof readAs<T>>[4]): Promise<T> {
    checkMayRead(actor, page);
    return readAs(this.parts.db, this.parts.clock, actor, page, work);
  }

  /** The requests that concern the actor's organisation. */
  requests(actor: Actor, asked: RequestsAsked): Promise<RequestsPage> {
    const { which, ...filter } = asked;
    return this.#read(actor, "requests", async (db) => {
      const is_open = which === "open" ? true : which === "closed" ? false : undefined;
      const requests = await requestsFor(db, sideOf(actor, which), { ...filter, is_open });
      const next_before = last(requests, asked.most, (one) => one.request_id);
      return { answer: { requests, next_before }, shown: ids(requests) };
    });
  }

  /** One request with its events, its finding and what is due; throws `NotFound` for what does not concern the actor. */
  request(actor: Actor, requestId: number): Promise<RequestCase> {
    return this.#read(actor, "request", async (db) => {
      const answer = await requestCase(db, this.parts, actor, requestId);
      if (answer === null) throw new NotFound(`there is no request ${requestId} among yours`);
      const bookings = answer.booking === null ? [] : [answer.booking.booking_id];
      return { answer, shown: { requests: [requestId], bookings } };
    });
  }

  /** Bookings of the actor's organisation whose number begins as asked. */
  bookings(actor: Actor, asked: BookingsAsked): Promise<BookingsPage> {
    return this.#read(actor, "bookings", async (db) => {
      const bookings = await bookingsLike(db, actor.acts_for, asked);
      const next_before = last(bookings, asked.most, (one) => one.booking_id);
      return { answer: { bookings, next_before }, shown: ids([], bookings) };
    });
  }

  /** One booking with its events and the requests on it; throws `NotFound` for what does not concern the actor. */
  booking(actor: Actor, bookingId: number): Promise<BookingCase> {
    return this.#read(actor, "booking", async (db) => {
      const answer = await bookingCase(db, this.parts, actor, bookingId);
      if (answer === null) throw new NotFound(`there is no booking ${bookingId} among yours`);
      return {
        answer,
        shown: { requests: answer.requests.map((one) => one.request_id), bookings: [bookingId] },
      };
    });
  }

  /** The release desk: who leaves within so many hours, which requests are active, and what is due for each. */
  desk(actor: Actor, hours: number): Promise<readonly DeskLine[]> {
    return this.#read(actor, "desk", async (db) => {
      const before = instantAfter(this.parts.clock.now(), hours * 3_600_000);
      const bookings = await leavingBefore(db, actor.acts_for, before);
      const requests = await requestsOnBookings(
        db,
        bookings.map((one) => one.booking_id),
      );
      const answer = await deskLines(db, this.parts, bookings, requests);
      return { answer, shown: ids(requests, bookings) };
    });
  }

  /** What the actor's desk was warned of and has not seen to yet, the nearest first. */
  alarms(actor: Actor): Promise<readonly RaisedAlarm[]> {
    return this.#read(actor, "desk", async (db) => {
      const answer = await alarmsOf(db, actor.acts_for, this.parts.clock.now());
      return { answer, shown: { requests: answer.map((one) => one.request_id), bookings: [] } };
    });
  }

  /** The requests that ended in a week one by one, each with its finding: what a report of that week says of the actor's own, before it is out. */
  week(actor: Actor, week: Week): Promise<readonly ExchangeCase[]> {
    return this.#read(actor, "week", async (db) => {
      const answer = await exchangeCases(db, week, Number.MAX_SAFE_INTEGER);
      return { answer, shown: { requests: answer.map((one) => one.state.request_id), bookings: [] } };
    });
  }

  /** The evidence packet of a request: what a sheriff hands to a reporter, as far as the actor's side may see. */
  async packet(actor: Actor, requestId: number, options: PacketOptions = {}): Promise<EvidencePacket> {
    checkMayRead(actor, "packet");
    const head = await journalHead(this.parts.db);
    return this.#read(actor, "packet", async (db) => {
      const answer = await readPacket(db, this.parts, actor, requestId, head, options);
      if (answer === null) throw new NotFound(`there is no request ${requestId} among yours`);
      return { answer, shown: { requests: [requestId], bookings: [] } };
    });
  }

  /** The same as files: JSON, tagged PDF, their hashes, and the signature of this installation's key. */
  async packetFiles(actor: Actor, requestId: number, options: PacketOptions = {}): Promise<PacketFile[]> {
    const packet = await this.packet(actor, requestId, options);
    return packetFiles(packet, await this.parts.signingKey());
  }

  /** What the members of the actor's organisations read and wrote, newest first. */
  async audit(actor: Actor, before: number | null, most: number): Promise<readonly AuditLine[]> {
    checkMayRead(actor, "audit");
    return auditLog(this.parts.db, actor.acts_for, before, most);
  }

  /** The facilities of the exchange: those of the actor's organisations, or all of them, to which a request can be addressed. */
  facilities(actor: Actor, which: "own" | "all"): Promise<readonly ExchangeFacility[]> {
    return facilitiesOf(this.parts.db, which === "own" ? actor.acts_for : null);
  }

  /** Does one action, whole or not at all; what it throws is said at `perform`. */
  write(actor: Actor, write: Write): Promise<WriteAnswer> {
    return perform(this.parts.db, this.parts.services, this.parts.clock, actor, write);
  }

  /** Records a batch of bookings of one facility; what it throws and answers is said at `bookBatch`. */
  bookBatch(
    actor: Actor,
    source: BookingSource,
    facilityId: string,
    bookings: readonly unknown[],
  ): Promise<BatchAnswer> {
    return bookBatch({ ...this.parts, actor, source }, facilityId, bookings);
  }

  /** Does a batch once for each key, and answers the same again; said at `onceByKey`. */
  once(actor: Actor, key: string, asked: object, work: () => Promise<object>): Promise<KeptBatch> {
    return onceByKey(this.parts, actor, key, asked, work);
  }
}
