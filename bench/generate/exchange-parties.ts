import { openSession } from "../../src/access/session.ts";
import type { Db } from "../../src/db/db.ts";
import { registerMember } from "../../src/records/organisations/register-member.ts";
import { registerOrganisation } from "../../src/records/organisations/register-organisation.ts";
import { addressedName, jails, offices } from "./exchange-names.ts";

/** One who is signed in: the login, the session's token, and where they work. */
export interface SignedIn {
  readonly login: string;
  readonly token: string;
  readonly organisation_id: string;
  readonly role: "clerk" | "officer";
}

const author = "bench";
const officers = 20; // of the accounts; the others are jail clerks

async function registerJails(db: Db, at: string): Promise<void> {
  for (const jail of jails)
    await db.transaction((tx) =>
      registerOrganisation(
        tx,
        {
          organisation: {
            organisation_id: jail.id,
            kind: "jail_operator",
            name: addressedName(jail),
            jurisdiction_geoid: jail.geoid,
            contact_email: null,
            is_synthetic: true,
          },
          facilities: [
            {
              facility_id: jail.id,
              name: addressedName(jail),
              kind: "county_jail",
              state_usps: jail.state,
              jurisdiction_geoid: jail.geoid,
              city: null,
              time_zone: jail.zone,
            },
          ],
          counsels_for: [],
        },
        at,
        author,
      ),
    );
}

async function registerOffices(db: Db, at: string): Promise<void> {
  for (const organisation_id of offices) {
    const organisation = {
      organisation_id,
      kind: "ero_field_office",
      name: `${organisation_id} (made up)`,
      jurisdiction_geoid: "US",
      contact_email: null,
      is_synthetic: true,
    } as const;
    await db.transaction((tx) =>
      registerOrganisation(tx, { organisation, facilities: [], counsels_for: [] }, at, author),
    );
  }
}

/** Where the n-th account works: nine in ten at the jails in turn, the others at the offices. */
function placeOf(n: number, accounts: number): Pick<SignedIn, "organisation_id" | "role"> {
  const office = n - Math.max(0, accounts - officers);
  if (office >= 0) return { organisation_id: offices[office % offices.length] as string, role: "officer" };
  return { organisation_id: jails[n % jails.length]?.id as string, role: "clerk" };
}

/** Registers made-up jails and issuing offices, at an instant (ISO UTC). */
export async function registerParties(db: Db, at: string): Promise<void> {
  await registerJails(db, at);
  await registerOffices(db, at);
}

/** Registers so many accounts: clerks at every jail, the last twenty officers at every office. */
export async function registerAccounts(db: Db, accounts: number, at: string): Promise<void> {
  for (let n = 0; n < accounts; n++) {
    const { organisation_id, role } = placeOf(n, accounts);
    const member = { login: `${role}-${n}`, organisation_id, roles: [role] };
    await db.transaction((tx) => registerMember(tx, member, at, author));
  }
}

/** Signs every account in at an instant (ISO UTC), as a password and a code would. */
export async function signIn(db: Db, accounts: number, at: string): Promise<SignedIn[]> {
  return db.transaction(async (tx) => {
    const signed: SignedIn[] = [];
    for (let n = 0; n < accounts; n++) {
      const place = placeOf(n, accounts);
      const login = `${place.role}-${n}`;
      const { token } = await openSession(tx, { login, method: "password", acr: null }, at);
      signed.push({ login, token, ...place });
    }
    return signed;
  });
}
