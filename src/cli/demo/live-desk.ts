import { createOneTimeLink } from "../../access/one-time-link.ts";
import { type Clock, fixedClock } from "../../base/clock.ts";
import { NotFound } from "../../base/errors.ts";
import { dayIn, instantAfter } from "../../base/time.ts";
import type { Db } from "../../db/db.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { perform } from "../../records/exchange/perform.ts";
import type { ExchangeServices } from "../../records/exchange/services.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { memberByLogin } from "../../records/organisations/member.ts";
import type { Cast } from "../replay/case-file.ts";
import { registerCast } from "../replay/cast.ts";

const facility_id = "made-up-demo-tx-jail";
const zone = "America/Chicago";
const clerk = "demo-tx-records-1";
const officer = "ero-duty-1"; // of the office that the ten cases register

/** Who can be tried out on the demonstration's own desk, besides those of the ten cases. All of it is made up; Texas is real, so that its law is. */
const cast: readonly Cast[] = [
  {
    organisation: {
      organisation_id: "made-up-demo-tx",
      kind: "jail_operator",
      name: "Demo County Sheriff, Texas (made up)",
      jurisdiction_geoid: "48",
      contact_email: "records@demo-tx.example",
      is_synthetic: true,
    },
    facilities: [
      {
        facility_id,
        name: "Demo County Jail, Texas (made up)",
        kind: "county_jail",
        state_usps: "TX",
        jurisdiction_geoid: "48",
        city: null,
        time_zone: zone,
      },
    ],
    counsels_for: [],
    members: [
      { login: clerk, roles: ["clerk"] },
      { login: "demo-tx-supervisor-1", roles: ["clerk", "supervisor", "auditor"] },
    ],
  },
  {
    organisation: {
      organisation_id: "made-up-demo-tx-counsel",
      kind: "county_counsel",
      name: "Demo County Counsel, Texas (made up)",
      jurisdiction_geoid: "48",
      contact_email: "counsel@demo-tx.example",
      is_synthetic: true,
    },
    facilities: [],
    counsels_for: ["made-up-demo-tx"],
    members: [{ login: "demo-tx-counsel-1", roles: ["counsel"] }],
  },
  {
    organisation: {
      organisation_id: "made-up-report-office",
      kind: "report_office",
      name: "Report office (made up)",
      jurisdiction_geoid: "US",
      contact_email: "report@report-office.example",
      is_synthetic: true,
    },
    facilities: [],
    counsels_for: [],
    members: [{ login: "report-editor-1", roles: ["editor"] }],
  },
];

/** Whom the demonstration signs in, and as what. */
export const demoAccounts: readonly (readonly [login: string, what: string])[] = [
  [clerk, "a records clerk of the jail"],
  ["demo-tx-supervisor-1", "a supervisor of the jail, who also reads the audit log"],
  ["demo-tx-counsel-1", "the county's counsel"],
  [officer, "an officer of the ICE field office"],
  ["report-editor-1", "an editor of the report office"],
];

interface Step {
  readonly who: string;
  readonly action: string;
  /** What an earlier step began, by the name that it was given. */
  readonly on?: string;
  readonly as?: string;
  /** Hours from the present at which it happened. */
  readonly hours: number;
  readonly input: (at: (hours: number) => string) => object;
}

const booking = (
  number: string,
  name: string,
  hours: number,
  leaves: number | null,
  charge: string,
): Step => ({
  who: clerk,
  action: "book",
  as: name,
  hours,
  input: (at) => ({
    facility_id,
    booking_number: number,
    person_id: `made-up-${number}`,
    booked_at: at(hours - 1),
    arresting_agency: "City police (made up)",
    charges: [{ description: charge }],
    ...(leaves === null
      ? {}
      : {
          expected_release_at: at(leaves),
          expected_release_reason: "bond_posted",
          expected_release_certainty: "likely",
        }),
  }),
});

const paper = (number: string, name: string, hours: number, warrant: string): Step => ({
  who: clerk,
  action: "log_request",
  as: name,
  hours,
  input: (at) => ({
    form: "I-247A",
    issued_on: dayIn(at(hours), zone),
    facility_id,
    booking_number: number,
    issuing_unit: "ERO field office (made up)",
    issuer_organisation_id: "made-up-ero-office",
    bases: ["biometric_match"],
    warrant,
    received_at: at(hours),
    channel: "fax",
  }),
});

const done = (on: string, action: string, hours: number, input: object = {}): Step => ({
  who: clerk,
  action,
  on,
  hours,
  input: (at) => ({
    ...(["answer", "record_criminal_warrant"].includes(action) ? {} : { at: at(hours) }),
    ...input,
  }),
});

/** Five people on the desk: one unanswered, one held with the clock running, one with a criminal warrant, one form to take in, one promised notice. */
const steps: readonly Step[] = [
  booking("D-101", "unanswered", -9, 20, "Driving while intoxicated"),
  paper("D-101", "unanswered-form", -3, "I-200"),
  booking("D-102", "held", -30, null, "Assault"),
  paper("D-102", "held-form", -26, "I-200"),
  done("held-form", "serve", -25, { manner: "in_person", language: "es" }),
  done("held-form", "answer", -25, {
    asked: "hold",
    answer: "will",
    reason_code: "state_law",
    condition: "true",
  }),
  done("held-form", "answer", -25, {
    asked: "notify",
    answer: "will",
    reason_code: "state_law",
    condition: "true",
  }),
  done("held", "otherwise_release", -2, { reason: "bond_posted", order: "bond receipt" }),
  done("held-form", "log_notice", -1.9, { channel: "phone", reached: "duty officer", answer: "will_come" }),
  done("held-form", "start_hold", -2),
  booking("D-103", "wanted", -50, 60, "Burglary"),
  done("wanted", "record_criminal_warrant", -40, {
    agency: "District Court (made up)",
    number: "W-2210",
    is_judicial: true,
  }),
  paper("D-103", "wanted-form", -38, "I-205"),
  booking("D-104", "issued", -6, 44, "Theft"),
  {
    who: officer,
    action: "issue_request",
    as: "issued-form",
    hours: -1,
    input: (at) => ({
      form: "I-247A",
      issued_on: dayIn(at(-1), zone),
      facility_id,
      addressee: "Demo County Jail, Texas",
      booking_number: "D-104",
      issuing_unit: "ERO field office (made up)",
      bases: ["final_order"],
      warrant: "I-205",
    }),
  },
  booking("D-105", "promised", -20, 30, "Trespass"),
  paper("D-105", "promised-form", -18, "judicial_warrant"),
  done("promised-form", "answer", -17, {
    asked: "notify",
    answer: "will",
    reason_code: "state_law",
    condition: "true",
  }),
];

const hour = 3_600_000; // milliseconds
const inMinutes = (at: string): string => `${at.slice(0, 16)}:00.000Z`;

/**
 * Fills the demonstration's desk with five made-up people around the present, each step entered at its own minute; a store that has
 * them is left as it is.
 */
export async function fillLiveDesk(db: Db, services: ExchangeServices, clock: Clock): Promise<void> {
  if ((await db.maybe(memberByLogin(clerk))) !== null) return;
  const now = clock.now();
  const moment = (hours: number): string => inMinutes(instantAfter(now, hours * hour));
  await registerCast(db, cast, moment(-60), "demo");
  const begun = new Map<string, number>();
  for (const step of steps.toSorted((a, b) => a.hours - b.hours)) {
    const actor = await actorByLogin(db, step.who);
    if (actor === null) throw new NotFound(`there is no active account "${step.who}"`);
    const action = actionNamed(step.action);
    const subject_id = step.on === undefined ? null : (begun.get(step.on) ?? null);
    const write = { action, subject_id, version: null, idempotency_key: null, input: step.input(moment) };
    const answer = await perform(db, services, fixedClock(moment(step.hours)), actor, write);
    const id = action.id === "book" ? answer.booking_id : answer.request_id;
    if (step.as !== undefined && id !== null) begun.set(step.as, id);
  }
}

/** A link for each account of the demonstration, which signs it in once and from this machine only. */
export async function demoLinks(
  db: Db,
  clock: Clock,
): Promise<{ login: string; what: string; path: string }[]> {
  const links: { login: string; what: string; path: string }[] = [];
  for (const [login, what] of demoAccounts) {
    const member = await db.maybe(memberByLogin(login));
    if (member !== null) links.push({ login, what, path: await createOneTimeLink(db, member, clock) });
  }
  return links;
}
