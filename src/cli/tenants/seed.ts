import type { Store } from "../../db/open-store.ts";
import { raiseAlarms } from "../../records/alarms/raise-alarms.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { perform, type WriteAnswer } from "../../records/exchange/perform.ts";
import { personKey } from "../../records/exchange/person-key.ts";
import type { ExchangeServices } from "../../records/exchange/services.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import type { OrganisationKind, Role } from "../../records/organisations/role.ts";
import { saveMapping } from "../../sources/bookings/mapping-record.ts";
import { shippedMapping } from "../../sources/bookings/shipped-mapping.ts";
import { handClock } from "../replay/carry.ts";
import { registerCast } from "../replay/cast.ts";
import { type Audience, Planter } from "./canaries.ts";
import { cast, facilityId, loginOf, organisationId, type Side, sides } from "./cast.ts";

/** A request or booking of the seed, and whom it concerns. */
export interface Subject {
  readonly name: string;
  readonly kind: "request" | "booking";
  readonly id: number;
  /** A booking's jail; the parties of a request. */
  readonly organisations: readonly string[];
}

/** A made-up exchange in which everybody has something that others must not see. */
export interface SeededTenants {
  readonly subjects: readonly Subject[];
  readonly planter: Planter;
  /** Keyed hashes of persons by the jail whose they are. */
  readonly person_keys: readonly { readonly key: string; readonly organisation: string }[];
  /** Events that only one organisation may see, by the organisation. */
  readonly own_events: readonly { readonly event_id: number; readonly organisation: string }[];
  /** An input of each action that was taken. */
  readonly inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly now: string;
}

const begins = "2026-03-02T15:00:00.000Z"; // a Monday; 09:00 and 10:00 on the two jails' clocks
const ends = "2026-03-04T20:00:00.000Z"; // past the window of a hold that began then
const soon = "2026-03-05T12:00";
const alarms = "2026-03-03T20:00:00.000Z"; // less than two days before that

type Who = readonly [kind: OrganisationKind, role: Role];
const clerk: Who = ["jail_operator", "clerk"];
const supervisor: Who = ["jail_operator", "supervisor"];
const counsel: Who = ["county_counsel", "counsel"];
const officer: Who = ["ero_field_office", "officer"];

/** Which fields of an action on a request stay with the organisation that wrote them. */
const kept: readonly string[] = ["record_opinion.text", "start_hold.despite"];
/** Which fields of an action on a booking go to whom its requests concern. */
const told: readonly string[] = ["transfer.to_agency"];

class Seeder {
  readonly planter = new Planter();
  readonly subjects: Subject[] = [];
  readonly person_keys: { key: string; organisation: string }[] = [];
  readonly own_events: { event_id: number; organisation: string }[] = [];
  readonly inputs = new Map<string, Readonly<Record<string, unknown>>>();
  readonly clock = handClock(begins);
  readonly #store: Store;
  readonly #services: ExchangeServices;
  #keys = 0;

  constructor(store: Store, services: ExchangeServices) {
    this.#store = store;
    this.#services = services;
  }

  async act(
    side: Side,
    [kind, role]: Who,
    id: string,
    subject_id: number | null,
    given: object,
    audienceOf: (field: string) => Audience,
  ): Promise<WriteAnswer> {
    const actor = await actorByLogin(this.#store.db, loginOf(kind, side, role));
    if (actor === null) throw new Error(`the seed has no ${role} of ${kind} ${side}`);
    const action = actionNamed(id);
    const input = this.planter.input(action, given as Record<string, unknown>, audienceOf);
    if (!this.inputs.has(id)) this.inputs.set(id, input);
    const idempotency_key = `seed-${++this.#keys}-of-${side}`;
    return perform(this.#store.db, this.#services, this.clock, actor, {
      action,
      subject_id,
      version: null,
      idempotency_key,
      input,
    });
  }

  /** Books somebody into a side's jail. */
  async book(side: Side, name: string): Promise<{ id: number; number: string }> {
    const organisation = organisationId("jail_operator", side);
    const own = (): Audience => ({ organisation });
    const person_id = this.planter.text("book.person_id", {});
    const number = this.planter.text("book.booking_number", { organisation, request: name });
    const charges = [
      {
        description: this.planter.text("book.charges.description", own()),
        statute: this.planter.text("book.charges.statute", own()),
      },
    ];
    const given = { facility_id: facilityId(side), booking_number: number, person_id, charges };
    const times = { booked_at: "2026-03-01T08:00", expected_release_at: soon };
    const { booking_id } = await this.act(side, clerk, "book", null, { ...given, ...times }, own);
    const id = booking_id as number;
    this.subjects.push({ name: `booking ${name}`, kind: "booking", id, organisations: [organisation] });
    this.person_keys.push({
      key: personKey(this.#services.person_secret, organisation, person_id),
      organisation,
    });
    this.own_events.push({ event_id: id, organisation });
    return { id, number };
  }

  /** Saves a way to read the export of a side's jail. */
  async saveMapping(side: Side): Promise<void> {
    const organisation_id = organisationId("jail_operator", side);
    const title = this.planter.text("booking_mapping.title", { organisation: organisation_id });
    const mapping = { ...shippedMapping("pierce-2016-17"), title, facility_id: facilityId(side) };
    const saved = { organisation_id, mapping, recorded_at: this.clock.now(), author: "tenants check" };
    await this.#store.db.transaction((tx) => saveMapping(tx, saved));
  }

  #request(name: string, id: number, organisations: readonly string[]): number {
    this.subjects.push({ name: `request ${name}`, kind: "request", id, organisations });
    return id;
  }

  /** A request that came to a side's jail on paper, of the field office of the same side. */
  async log(side: Side, name: string, number: string, parties: readonly string[] = []): Promise<number> {
    const issuer = organisationId("ero_field_office", side);
    const form = { form: "I-247A", issued_on: "2026-03-02", bases: ["final_order"], warrant: "I-205" };
    const where = { facility_id: facilityId(side), booking_number: number, issuer_organisation_id: issuer };
    const times = { received_at: "2026-03-02T08:30", channel: "fax" };
    const given = { ...form, ...where, ...times };
    const answer = await this.act(side, clerk, "log_request", null, given, () => ({ request: name }));
    return this.#request(name, answer.request_id as number, [
      organisationId("jail_operator", side),
      issuer,
      ...parties,
    ]);
  }

  /** A request that the field office of a side issues to the jail of the same side, for a booking or without one. */
  async issue(side: Side, name: string, number: string | null): Promise<number> {
    const given = {
      form: "I-247A",
      issued_on: "2026-03-02",
      bases: ["final_order"],
      warrant: "I-205",
      facility_id: facilityId(side),
      booking_number: number,
    };
    const answer = await this.act(side, officer, "issue_request", null, given, () => ({ request: name }));
    return this.#request(name, answer.request_id as number, [
      organisationId("jail_operator", side),
      organisationId("ero_field_office", side),
    ]);
  }

  /** An action on a request. */
  async on(
    side: Side,
    who: Who,
    request: number,
    name: string,
    id: string,
    given: object,
  ): Promise<WriteAnswer> {
    const jail = organisationId("jail_operator", side);
    const answer = await this.act(side, who, id, request, given, (field) =>
      kept.includes(`${id}.${field}`) ? { organisation: jail } : { request: name },
    );
    if (id === "record_opinion")
      this.own_events.push({ event_id: answer.events[0] ?? 0, organisation: jail });
    return answer;
  }

  /** An action on a booking, whose requests go by the same name. */
  async at(
    side: Side,
    who: Who,
    booking: number,
    name: string,
    id: string,
    given: object,
  ): Promise<WriteAnswer> {
    const organisation = organisationId("jail_operator", side);
    return this.act(side, who, id, booking, given, (field) =>
      told.includes(`${id}.${field}`) ? { request: name } : { organisation },
    );
  }
}

const now = { at: "2026-03-02T09:00" };
const checked = { criminal_warrants_checked: true, requests_checked: true };

/** A case with everything that can be written about booking and request, held past its window and released. */
async function wholeCase(seed: Seeder, side: Side): Promise<() => Promise<void>> {
  const name = `whole-${side}`;
  const booked = await seed.book(side, name);
  const number = seed.planter.text("record_criminal_warrant.number", {
    organisation: organisationId("jail_operator", side),
  });
  await seed.at(side, clerk, booked.id, name, "record_charge", { stage: "filed" });
  await seed.at(side, clerk, booked.id, name, "set_court_date", { at: soon });
  await seed.at(side, clerk, booked.id, name, "record_criminal_warrant", { number });
  await seed.at(side, supervisor, booked.id, name, "clear_criminal_warrant", { number });
  await seed.at(side, clerk, booked.id, name, "expect_release", { at: soon, reason: "bond_posted" });
  const request = await seed.log(side, name, booked.number);
  const on = (who: Who, id: string, given: object) => seed.on(side, who, request, name, id, given);
  await on(clerk, "serve", { ...now, manner: "in_person", language: "es" });
  await on(counsel, "answer", { asked: "hold", answer: "will", reason_code: "state_law" });
  await on(counsel, "record_opinion", {});
  await on(clerk, "log_notice", { ...now, channel: "phone", answer: "will_come" });
  await seed.at(side, clerk, booked.id, name, "otherwise_release", { ...now, reason: "bond_posted" });
  await on(clerk, "start_hold", now);
  return async () => {
    const at = "2026-03-04T10:00";
    const ended = await on(clerk, "end_hold", { at, why: "released_by_jail" });
    await on(supervisor, "close_incident", { incident: ended.events[1] });
    await seed.at(side, clerk, booked.id, name, "release", { at, reason: "bond_posted", ...checked });
    await on(clerk, "assert_outcome", { outcome: "HELD_BEYOND_WINDOW" });
    await on(officer, "assert_outcome", { outcome: "ICE_DID_NOT_ASSUME", basis: "record_only" });
  };
}

/** A person who was passed on to the other side's jail, with the request. */
async function relayedCase(seed: Seeder, side: Side): Promise<void> {
  const other: Side = side === "a" ? "b" : "a";
  const name = `relayed-${side}`;
  const first = await seed.book(side, name);
  const request = await seed.log(side, name, first.number, [organisationId("jail_operator", other)]);
  await seed.on(side, counsel, request, name, "record_opinion", {});
  await seed.at(side, clerk, first.id, name, "transfer", { ...now, to_facility_id: facilityId(other) });
  const second = await seed.book(other, `arrived-from-${side}`);
  const at = other === "b" ? "2026-03-02T10:00" : "2026-03-02T09:00";
  await seed.on(other, clerk, request, name, "receive", { booking_number: second.number, at });
  await seed.on(other, counsel, request, name, "record_opinion", {});
}

/** Requests that are open, and that ended before anybody was held on them. */
async function otherRequests(seed: Seeder, side: Side): Promise<void> {
  const held = await seed.book(side, `open-${side}`);
  const open = await seed.issue(side, `open-${side}`, held.number);
  await seed.on(side, clerk, open, `open-${side}`, "receive", { booking_number: held.number, ...here(side) });
  const taken = await seed.book(side, `taken-${side}`);
  const taking = await seed.issue(side, `taken-${side}`, taken.number);
  const name = `taken-${side}`;
  await seed.on(side, clerk, taking, name, "receive", { booking_number: taken.number, ...here(side) });
  await seed.on(side, clerk, taking, name, "record_custody_assumed", here(side));
  const ended = [
    ["return_misdirected", clerk, {}],
    ["return_not_in_custody", clerk, {}],
    ["cancel_request", officer, { reason: "discretion" }],
  ] as const;
  for (const [id, who, given] of ended) {
    const request = await seed.issue(side, `${id}-${side}`, null);
    await seed.on(side, who, request, `${id}-${side}`, id, given);
  }
}

const here = (side: Side) => ({ at: side === "b" ? "2026-03-02T10:00" : "2026-03-02T09:00" });

/**
 * Registers two organisations of each kind with a member for every role, and writes requests and bookings of each side, one of them
 * relayed each way, with a text of its own in every free-text field.
 */
export async function seedTenants(store: Store, services: ExchangeServices): Promise<SeededTenants> {
  const seed = new Seeder(store, services);
  await registerCast(store.db, cast, begins, "tenants check");
  const later: (() => Promise<void>)[] = [];
  for (const side of sides) {
    later.push(await wholeCase(seed, side));
    await relayedCase(seed, side);
    await otherRequests(seed, side);
  }
  for (const side of sides) await seed.saveMapping(side);
  seed.clock.set(alarms);
  await raiseAlarms(store.db, seed.clock);
  seed.clock.set(ends);
  for (const finish of later) await finish();
  const { subjects, planter, person_keys, own_events, inputs } = seed;
  return { subjects, planter, person_keys, own_events, inputs, now: ends };
}
