import sql from "sql-template-tag";
import type { TestExchange } from "../../../../test/support/exchange.ts";
import type { Transaction } from "../../../db/db.ts";
import type { ExchangeEvent } from "../../../law/exchange/event.ts";
import type { EventKind } from "../../../law/exchange/event-details.ts";
import { firstEvent, insertEvents } from "../../exchange/event-rows.ts";
import { saveBooking, saveRequest } from "../../exchange/standing.ts";
import { appendEntry, reservePosition } from "../../journal/journal.ts";
import { registerMember } from "../../organisations/register-member.ts";
import { registerOrganisation } from "../../organisations/register-organisation.ts";

/** A booking at a made-up jail, with a detainer received for it. */
export interface SampleCase {
  readonly booking_id: number;
  readonly request_id: number;
}

/** Books somebody at the made-up jail of Texas (America/Denver) and logs a detainer of the made-up field office, received in Mountain time. */
export async function receivedCase(
  { act }: TestExchange,
  number: string,
  received_at: string,
  booking: object = {},
): Promise<SampleCase> {
  const facility_id = "sample-tx-jail";
  const booked = await act("texas_clerk", "book", null, {
    facility_id,
    booking_number: number,
    person_id: `P-${number}`,
    booked_at: received_at,
    charges: [{ description: "Driving while suspended" }],
    ...booking,
  });
  const logged = await act("texas_clerk", "log_request", null, {
    form: "I-247A",
    issued_on: received_at.slice(0, 10),
    facility_id,
    booking_number: number,
    issuing_unit: "Sample field office",
    issuer_organisation_id: "sample-ero-office",
    received_at,
    channel: "fax",
    warrant: "I-200",
  });
  return { booking_id: booked.booking_id as number, request_id: logged.request_id as number };
}

/** Has the person of a case be released otherwise and held from that minute on, on the clock of America/Denver. */
export async function hold(
  { act }: TestExchange,
  { booking_id, request_id }: SampleCase,
  at: string,
): Promise<void> {
  await act("texas_clerk", "answer", request_id, { asked: "hold", answer: "will", reason_code: "state_law" });
  await act("texas_clerk", "otherwise_release", booking_id, { at, reason: "sentence_served" });
  await act("texas_clerk", "start_hold", request_id, { at });
}

/** Made-up desks, each with so many holds that end at the same instant. */
export interface ManyDesks {
  readonly desks: number;
  readonly holds_each: number;
  /** When the person of each could have left, and when each hold ends; ISO UTC. */
  readonly held_from: string;
  readonly ends_at: string;
}

async function registerDesk(tx: Transaction, organisation_id: string, at: string): Promise<number> {
  const name = `${organisation_id} (made up)`;
  const organisation = {
    organisation_id,
    kind: "jail_operator",
    name,
    jurisdiction_geoid: "17",
    contact_email: `desk@${organisation_id}.example`,
    is_synthetic: true,
  } as const;
  const facility = {
    facility_id: organisation_id,
    name,
    kind: "county_jail",
    city: null,
    state_usps: "IL",
    jurisdiction_geoid: "17",
    time_zone: "America/Chicago",
  };
  await registerOrganisation(tx, { organisation, facilities: [facility], counsels_for: [] }, at, "test");
  const member = { login: `clerk-${organisation_id}`, organisation_id, roles: ["clerk"] };
  return (await registerMember(tx, member, at, "test")).member_id;
}

/** The events of one hold, in order, with their numbers. */
function heldEvents(
  base: { readonly organisation_id: string; readonly member_id: number; readonly position: number },
  first: number,
  ordinal: number,
  { held_from: at, ends_at }: ManyDesks,
): ExchangeEvent[] {
  const booking_id = first;
  const request_id = first + 1;
  const event = (nth: number, kind: EventKind, details: object): ExchangeEvent =>
    ({
      ...base,
      event_id: first + nth,
      kind,
      booking_id: nth === 0 ? booking_id : null,
      request_id: nth === 0 ? null : request_id,
      occurred_at: at,
      recorded_at: at,
      is_shared: nth > 0,
      supersedes: null,
      details,
    }) as unknown as ExchangeEvent;
  return [
    event(0, "booked", {
      facility_id: base.organisation_id,
      booking_number: `S-${ordinal}`,
      person_key: ordinal.toString(16).padStart(64, "0"),
      arrested_at: null,
      arresting_agency: null,
      booked_at: at,
      is_juvenile: false,
      is_protected: false,
      source: "form",
    }),
    event(1, "request_issued", {
      form: "I-247A",
      revision: null,
      entered_by: "custodian",
      issuer_organisation_id: "sample-ero-office",
      issuing_unit: "Sample field office",
      ice_reference: null,
      facility_id: base.organisation_id,
      addressee: "Sample jail",
      booking_number: `S-${ordinal}`,
      issued_on: at.slice(0, 10),
      basis_box: "probable_cause",
      bases: ["final_order"],
      basis_wording: null,
      priority: null,
      asks_notify: true,
      notify_hours: 48,
      asks_hold: true,
      asks_serve: false,
      asks_interview: false,
      asks_relay: false,
      asks_event_notice: false,
      warrant: "I-200",
      warrant_signed_on: null,
      warrant_reference: null,
      supersedes_request: null,
      is_synthetic: true,
    }),
    event(2, "received", { channel: "fax", receipt: null, by_desk: "intake", booking_id }),
    event(3, "became_releasable", { reason: "sentence_served", order: null }),
    event(4, "hold_started", {
      otherwise_released_at: at,
      rule: "sample-window",
      rule_cite: "Form I-247A, window made up for a test",
      ends_at,
      other_ends: [],
    }),
  ];
}

/** Registers made-up desks in an exchange and appends their holds, all in one transaction; returns the number of holds. */
export async function manyHolds({ store }: TestExchange, many: ManyDesks): Promise<number> {
  const at = many.held_from;
  await store.db.transaction(async (tx) => {
    const members: { readonly organisation_id: string; readonly member_id: number }[] = [];
    for (let desk = 1; desk <= many.desks; desk++) {
      const organisation_id = `sample-desk-${desk}`;
      members.push({ organisation_id, member_id: await registerDesk(tx, organisation_id, at) });
    }
    const position = await reservePosition(tx);
    const held = members.flatMap((member, desk) =>
      Array.from({ length: many.holds_each }, (_, nth) => {
        const ordinal = desk * many.holds_each + nth;
        return heldEvents({ ...member, position }, firstEvent(position) + ordinal * 5, ordinal, many);
      }),
    );
    await insertEvents(tx, held.flat());
    await tx.run(sql`
      insert into request_party (request_id, organisation_id, position, capacity)
      select request_id, organisation_id, position, 'custodian' from exchange_event
       where position = ${position} and kind = 'request_issued'`);
    for (const [booked, issued] of held) {
      await saveBooking(tx, booked?.booking_id as number, position);
      await saveRequest(tx, issued?.request_id as number, position);
    }
    const body = { what: "sample_holds" };
    await appendEntry(tx, { kind: "exchange", recorded_at: at, author: "test", body, content_sha256: null });
  });
  return many.desks * many.holds_each;
}
