import { canonicalJson } from "../../base/canonical-json.ts";
import type { Day } from "../../base/day.ts";
import type { Reader } from "../../db/db.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { authorityFor } from "../../law/authority/authority-for.ts";
import { settingOf } from "../../law/authority/setting.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { jurisdictionChain } from "../policies/jurisdiction-chain.ts";
import { shippedCases } from "../policies/shipped-cases.ts";
import type { ExchangeFacility } from "./facility.ts";
import type { ExchangeServices } from "./services.ts";

/** What was found under a set of instruments, which are never changed in place, by facility, thing asked and day. */
const found = new WeakMap<readonly Instrument[], Map<string, Authority>>();
const mostFound = 10_000;

function keptUnder(instruments: readonly Instrument[]): Map<string, Authority> {
  const kept = found.get(instruments) ?? new Map<string, Authority>();
  if (kept.size > mostFound) kept.clear();
  found.set(instruments, kept);
  return kept;
}

/** What law and policy say of one thing asked of a facility on a day, by the policies that stand in the record. */
export async function authorityAt(
  db: Reader,
  services: ExchangeServices,
  facility: ExchangeFacility,
  asked: AskedThing,
  day: Day,
): Promise<Authority> {
  const instruments = await services.instruments(db);
  const kept = keptUnder(instruments);
  const key = canonicalJson({ asked, day, facility });
  const own = facility.jurisdiction_geoid;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const chain = own === "US" ? [] : jurisdictionChain(own);
  const setting = settingOf(facility, own, chain);
  const authority = authorityFor(asked, day, setting, instruments, shippedCases());
  kept.set(key, authority);
  return authority;
}
