import type { Clock } from "../../src/base/clock.ts";
import { actionNamed } from "../../src/records/exchange/actions/catalogue.ts";
import { perform, type WriteAnswer } from "../../src/records/exchange/perform.ts";
import type { ExchangeServices } from "../../src/records/exchange/services.ts";
import { standingPolicies } from "../../src/records/exchange/standing-policies.ts";
import type { Actor } from "../../src/records/organisations/actor.ts";
import { actorByLogin } from "../../src/records/organisations/actor-of.ts";
import { registerMember } from "../../src/records/organisations/register-member.ts";
import { registerOrganisation } from "../../src/records/organisations/register-organisation.ts";
import type { OrganisationKind, Role } from "../../src/records/organisations/role.ts";
import type { Lifetime } from "./folder.ts";
import { openTestStore, type TestStore } from "./store.ts";

/** A clock that a test moves on by hand; instants ISO UTC. */
export interface HandClock extends Clock {
  set(at: string): void;
  pass(minutes: number): void;
}

/** A clock that stands at an instant until it is moved. */
export function handClock(at: string): HandClock {
  let present = at;
  return {
    now: () => present,
    set: (to) => {
      present = to;
    },
    pass: (minutes) => {
      present = new Date(Date.parse(present) + minutes * 60_000).toISOString();
    },
  };
}

/** An exchange over made-up organisations: two jails in two zones, a counsel of the first, two ICE offices and a report office. */
export interface TestExchange {
  readonly store: TestStore;
  readonly clock: HandClock;
  readonly services: ExchangeServices;
  readonly actors: Readonly<Record<ActorName, Actor>>;
  /** Does an action by its id for one of the actors. */
  act(
    who: ActorName | Actor,
    action: string,
    subject: number | null,
    input: object,
    version?: number,
  ): Promise<WriteAnswer>;
}

const people = [
  ["clerk", "sample-il-jail", ["clerk"]],
  ["supervisor", "sample-il-jail", ["supervisor"]],
  ["auditor", "sample-il-jail", ["auditor"]],
  ["administrator", "sample-il-jail", ["administrator"]],
  ["counsel", "sample-il-counsel", ["counsel"]],
  ["texas_clerk", "sample-tx-jail", ["clerk", "supervisor"]],
  ["officer", "sample-ero-office", ["officer"]],
  ["other_officer", "sample-other-ero-office", ["officer"]],
  ["editor", "sample-report-office", ["editor"]],
  ["observer", "sample-observer", ["auditor"]],
  ["grant_editor", "sample-grant-office", ["editor"]],
] as const satisfies readonly (readonly [string, string, readonly Role[]])[];
export type ActorName = (typeof people)[number][0];

const organisations: readonly (readonly [
  id: string,
  kind: OrganisationKind,
  state: string | null,
  geoid: string | null,
  zone: string | null,
])[] = [
  ["sample-il-jail", "jail_operator", "IL", "17", "America/Chicago"],
  ["sample-tx-jail", "jail_operator", "TX", "48", "America/Denver"],
  ["sample-il-counsel", "county_counsel", null, "17", null],
  ["sample-ero-office", "ero_field_office", null, "US", null],
  ["sample-other-ero-office", "ero_field_office", null, "US", null],
  ["sample-report-office", "report_office", null, "US", null],
  ["sample-grant-office", "grant_office", null, "US", null],
  ["sample-observer", "observer", null, null, null],
];

async function register(store: TestStore, at: string): Promise<void> {
  for (const [organisation_id, kind, state_usps, jurisdiction_geoid, time_zone] of organisations) {
    const facility = {
      facility_id: organisation_id,
      name: `${organisation_id} (made up)`,
      kind: "county_jail",
      city: null,
    };
    await store.db.transaction((tx) =>
      registerOrganisation(
        tx,
        {
          organisation: {
            organisation_id,
            kind,
            name: `${organisation_id} (made up)`,
            jurisdiction_geoid,
            contact_email: `desk@${organisation_id}.example`,
            is_synthetic: true,
          },
          facilities:
            state_usps === null
              ? []
              : [
                  {
                    ...facility,
                    state_usps,
                    jurisdiction_geoid: jurisdiction_geoid ?? "",
                    time_zone: time_zone ?? "",
                  },
                ],
          counsels_for: kind === "county_counsel" ? ["sample-il-jail"] : [],
        },
        at,
        "test",
      ),
    );
  }
  for (const [login, organisation_id, roles] of people)
    await store.db.transaction((tx) =>
      registerMember(tx, { login, organisation_id, roles: [...roles] }, at, "test"),
    );
}

/** Opens an exchange of made-up organisations in a fresh store; the clock stands at 2026-03-02T15:00Z, a Monday. */
export async function openExchange(t: Lifetime, at = "2026-03-02T15:00:00.000Z"): Promise<TestExchange> {
  const store = await openTestStore(t);
  const clock = handClock(at);
  await register(store, at);
  const services: ExchangeServices = {
    person_secret: "a secret of this test",
    instruments: standingPolicies(),
  };
  const found = await Promise.all(
    people.map(async ([name]) => [name, await actorByLogin(store.db, name)] as const),
  );
  const actors = Object.fromEntries(found) as unknown as Record<ActorName, Actor>;
  return {
    store,
    clock,
    services,
    actors,
    act: (who, action, subject_id, input, version) =>
      perform(store.db, services, clock, typeof who === "string" ? actors[who] : who, {
        action: actionNamed(action),
        subject_id,
        version: version ?? null,
        idempotency_key: null,
        input,
      }),
  };
}
