import { addDays, type Day, isDay } from "../../base/day.ts";
import type { Verification } from "../policies/instrument.ts";
import type { FactValue } from "./definition.ts";
import { codesOf, type Jurisdiction, stateOf } from "./jurisdiction.ts";
import { type EnforceabilityRow, type LawTables, listed, type OrderRow, type Reach } from "./law-rows.ts";
import { type Interval, intervalOf, type Stands, standsOn } from "./stands-on.ts";

/** What an order or a notice does to a test for those it covers. */
export type CoverageValue = "covered" | "not_covered" | "contested";

/** One order, or one row on a condition's enforceability, ready to be asked whom it covers. */
export interface Covering {
  readonly reach: Reach;
  readonly covers: readonly string[];
  readonly value: CoverageValue;
  readonly from: string;
  readonly interval: Interval;
  /** The days between which it stands, where they are known to the day. */
  readonly in_force: FactValue["in_force"];
  readonly asserted_by: string;
  readonly source: string;
  readonly verification: Verification;
}

/** Orders by the test or the condition that they reach, and what is needed to tell whom they cover. */
export interface CoverageTables {
  readonly orders: ReadonlyMap<string, readonly Covering[]>;
  readonly conditions: ReadonlyMap<string, readonly Covering[]>;
  readonly parties: ReadonlyMap<string, ReadonlySet<string>>;
  readonly circuits: ReadonlyMap<string, string>;
}

/** What orders say of a test for one jurisdiction on one day. */
export interface Coverage {
  /** The fact `injunction_coverage`: no value where no order reaches the jurisdiction. */
  readonly facts: readonly FactValue[];
  /** Every order that reaches it on the day, as it is cited. */
  readonly orders: readonly string[];
  /** Whether an order covers members of a body, and membership is not recorded. */
  readonly hangs_on_membership: boolean;
  /** Whether an order that reaches it was left out because of how far it was checked. */
  readonly left_out: boolean;
}

const byBearing = { bars: "covered", contests: "contested", none: "not_covered" } as const;
const byEnforceable = { no: "covered", contested: "contested", yes: "not_covered" } as const;

/** First and last day, each null where it is open or not known to the day. */
function daysOf(from: string, until: string): FactValue["in_force"] {
  return { from: isDay(from) ? from : null, to: isDay(until) ? addDays(until, -1) : null };
}

function orderCovering(row: OrderRow): Covering {
  return {
    reach: row.reach,
    covers: listed(row.covers_geoids),
    value: byBearing[row.bearing],
    from: row.order_on,
    interval: intervalOf(row.order_on, row.until),
    in_force: daysOf(row.order_on, row.until),
    asserted_by: `${row.court}, ${row.case}`,
    source: `${row.docket_or_citation || row.case} (${row.order_on}; ${row.effect}, ${row.clauses}): ${row.source_url}`,
    verification: row.verification,
  };
}

function conditionCovering(row: EnforceabilityRow): Covering {
  return {
    reach: row.reach,
    covers: listed(row.covers_geoids),
    value: byEnforceable[row.enforceable],
    from: row.from_on,
    interval: intervalOf(row.from_on, row.until),
    in_force: daysOf(row.from_on, row.until),
    asserted_by: row.case || row.scope,
    source: `${row.condition_id} for ${row.scope.replaceAll(":", " ")}: ${row.source_url}`,
    verification: row.verification,
  };
}

/** The tables of orders and conditions, arranged for `coverageOf`. */
export function coverageTables(tables: LawTables): CoverageTables {
  const group = <Row>(rows: readonly Row[], key: (row: Row) => string, to: (row: Row) => Covering) =>
    new Map([...Map.groupBy(rows, key)].map(([id, list]) => [id, list.map(to)] as const));
  const parties = Map.groupBy(tables.parties, (row) => row.group_id);
  return {
    orders: group(tables.orders, (row) => row.definition_id, orderCovering),
    conditions: group(tables.enforceability, (row) => row.condition_id, conditionCovering),
    parties: new Map([...parties].map(([id, rows]) => [id, new Set(rows.map((row) => row.geoid))])),
    circuits: new Map(tables.circuits.map((row) => [row.state_geoid, row.circuit])),
  };
}

/** A body named itself is asked first, then one covered through its state or as a member, then the circuit, then everyone. */
const ranks = { none: 0, everyone: 1, circuit: 2, through_another: 3, named: 4 } as const;

function rankOfToken(token: string, of: Jurisdiction, members: readonly string[], tables: CoverageTables) {
  const codes = codesOf(of);
  if (token === "all") return ranks.everyone;
  if (codes.includes(token)) return ranks.named;
  if (token.endsWith("+"))
    return codes.some((code) => code.startsWith(token.slice(0, -1))) ? ranks.through_another : ranks.none;
  if (token.startsWith("circuit:"))
    return tables.circuits.get(stateOf(of)) === token.slice(8) ? ranks.circuit : ranks.none;
  if (token.startsWith("group:")) {
    const parties = tables.parties.get(token.slice(6));
    return codes.some((code) => parties?.has(code)) ? ranks.named : ranks.none;
  }
  return members.includes(token) ? ranks.through_another : ranks.none;
}

interface Reaching {
  readonly covering: Covering;
  readonly rank: number;
  readonly stands: Stands;
}

function reachingOf(
  rows: readonly Covering[],
  of: Jurisdiction,
  day: Day,
  members: readonly string[],
  tables: CoverageTables,
): Reaching[] {
  return rows.flatMap((covering) => {
    const stands = standsOn(covering.interval, day);
    if (stands === "no") return [];
    const rank = Math.max(...covering.covers.map((token): number => rankOfToken(token, of, members, tables)));
    return rank === ranks.none ? [] : [{ covering, rank, stands }];
  });
}

function factOf({ covering, stands }: Reaching, value: CoverageValue): FactValue {
  const { asserted_by, source, verification, in_force, from } = covering;
  const fact = { fact_id: "injunction_coverage", value, asserted_by, source, verification, in_force };
  return stands === "yes" ? fact : { ...fact, doubt: `its dates are known to the month only (${from})` };
}

/** The rows of the highest rank decide; where they clash, or a day is not known, the answer is contested. */
function deciding(reaching: readonly Reaching[]): FactValue[] {
  const top = Math.max(0, ...reaching.map((one) => one.rank));
  const rows = reaching.filter((one) => one.rank === top);
  const values = new Set(
    rows.map((one) =>
      one.stands === "yes" || one.covering.value === "not_covered" ? one.covering.value : "contested",
    ),
  );
  const [only] = values;
  if (only === undefined) return [];
  const value = values.size === 1 ? only : "contested";
  return rows.map((one) => factOf(one, value));
}

function cite({ covering }: Reaching): string {
  return `${covering.asserted_by}: ${covering.source}`;
}

const noCoverage: Coverage = { facts: [], orders: [], hangs_on_membership: false, left_out: false };

/**
 * What court orders and notices say of a test for a jurisdiction on a day. `conditions` are the grant conditions that the test
 * stands on: where it has any, their enforceability decides, and orders are only named.
 */
export function coverageOf(
  tables: CoverageTables,
  test: { readonly id: string; readonly conditions: readonly string[] },
  of: Jurisdiction,
  day: Day,
  members: readonly string[],
  verifications?: readonly Verification[],
): Coverage {
  const orders = tables.orders.get(test.id) ?? [];
  if (orders.length === 0 && test.conditions.length === 0) return noCoverage;
  const rows =
    test.conditions.length === 0 ? orders : test.conditions.flatMap((id) => tables.conditions.get(id) ?? []);
  const reaching = reachingOf(rows, of, day, members, tables);
  const kept = reaching.filter((one) => verifications?.includes(one.covering.verification) ?? true);
  const named = test.conditions.length === 0 ? reaching : reachingOf(orders, of, day, members, tables);
  return {
    facts: deciding(kept),
    orders: [...new Set([...named, ...reaching].map(cite))],
    hangs_on_membership:
      of.level === "city" &&
      members.length === 0 &&
      rows.some((row) => row.reach === "member" && standsOn(row.interval, day) === "yes"),
    left_out: kept.length < reaching.length,
  };
}
