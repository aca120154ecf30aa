import type { Day } from "../../base/day.ts";
import type { Reader } from "../../db/db.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { authorityFor } from "../../law/authority/authority-for.ts";
import { settingOf } from "../../law/authority/setting.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import { jurisdictionChain } from "../policies/jurisdiction-chain.ts";
import { shippedCases } from "../policies/shipped-cases.ts";
import type { ExchangeFacility } from "./facility.ts";
import type { ExchangeServices } from "./services.ts";

/** What law and policy say of one thing asked of a facility on a day, by the policies that stand in the record. */
export async function authorityAt(
  db: Reader,
  services: ExchangeServices,
  facility: ExchangeFacility,
  asked: AskedThing,
  day: Day,
): Promise<Authority> {
  const own = facility.jurisdiction_geoid;
  const chain = own === "US" ? [] : jurisdictionChain(own);
  return authorityFor(
    asked,
    day,
    settingOf(facility, own, chain),
    await services.instruments(db),
    shippedCases(),
  );
}
