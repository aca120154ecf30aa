import type { Day } from "../../../base/day.ts";
import { type Authority, requests } from "../../../law/authority/authority.ts";
import { authorityFor } from "../../../law/authority/authority-for.ts";
import { settingOf } from "../../../law/authority/setting.ts";
import type { Setting } from "../../../law/authority/sources-for.ts";
import type { Custodian } from "../../../law/definitions/custody-facts.ts";
import type { Instrument, Verification } from "../../../law/policies/instrument.ts";
import { readRows } from "../../../places/tables.ts";
import { jurisdictionChain } from "../../../records/policies/jurisdiction-chain.ts";
import { shippedCases } from "../../../records/policies/shipped-cases.ts";
import { onlyCheckedCases } from "./checked.ts";

/** What a jail can be asked on the day, and who runs it. */
export interface LawAuthority {
  /** Who runs the jail that people arrested here go to, for a state its prisons; null where nobody wrote it down. */
  readonly custodian: Custodian | null;
  /** GEOIDs of the governments whose rules were weighed, narrowest first. */
  readonly geoids: readonly string[];
  readonly applies_to: Setting["applies_to"];
  readonly requests: readonly Authority[];
}

let codes: ReadonlyMap<string, string> | undefined;

/** The postal code of the state that a GEOID is or lies in; empty where it is none. */
function uspsOf(geoid: string): string {
  codes ??= new Map(readRows("places/states.csv").map((row) => [row.geoid ?? "", row.usps ?? ""]));
  return codes.get(geoid.slice(0, 2)) ?? "";
}

/** The setting of the jail that a jurisdiction's arrestees go to: its operator's where that is known, else its own. */
export function settingAt(geoid: string, custodian: Custodian | null): Setting {
  const own = custodian?.operator_geoid || geoid;
  const kind = own.length === 2 && own !== "US" ? "state_prison" : "county_jail";
  return settingOf({ kind, state_usps: uspsOf(geoid) }, own, own === "US" ? [] : jurisdictionChain(own));
}

function onlyChecked(authority: Authority, grades: readonly Verification[] | null): Authority {
  if (grades === null) return authority;
  return { ...authority, sources: authority.sources.filter((one) => grades.includes(one.verification)) };
}

/** The standing of each request at a jurisdiction's jail on a day, with sources and conflicts; `instruments` are those let in. */
export function lawAuthority(
  geoid: string,
  on: Day,
  custodian: Custodian | null,
  instruments: readonly Instrument[],
  grades: readonly Verification[] | null,
): LawAuthority {
  const setting = settingAt(geoid, custodian);
  const cases = onlyCheckedCases(shippedCases(), grades);
  return {
    custodian,
    geoids: setting.geoids,
    applies_to: setting.applies_to,
    requests: requests.map((request) =>
      onlyChecked(authorityFor(request, on, setting, instruments, cases), grades),
    ),
  };
}
