import { ByCode } from "./by-code.ts";
import { ByName } from "./by-name.ts";
import { Custody } from "./control.ts";
import { Gazetteer } from "./gazetteer.ts";
import { type RegisteredFacility, Registry } from "./registry.ts";
import type { ControllingBody, FacilityQuery, Resolution } from "./resolution.ts";
import { type ReviewedSpelling, Reviews } from "./reviewed.ts";
import { prisonWordsOf } from "./rules/state.ts";
import { type PlaceTables, readTables } from "./tables.ts";

/** Resolves facilities over tables that are read once; pure: the same query and tables give the same answer. */
export interface Resolver {
  /** What facility a row means, whose it is and why; never throws, whatever the texts. `on` is a day, `YYYY-MM-DD`. */
  resolve(query: FacilityQuery): Resolution;
  /** The answers to many queries, in their order; equal queries are worked out once. */
  resolveAll(queries: readonly FacilityQuery[]): Resolution[];
  /** Who controls a facility of the registry on a day (`YYYY-MM-DD`), or null where no row and no rule names a body. */
  controllingBody(facilityId: string, on: string): ControllingBody | null;
  /** A facility of the registry by its permanent id, or null. */
  facility(facilityId: string): RegisteredFacility | null;
}

/** A resolver over the tables; `reviewed` are decisions that people gave back, which stand above everything else. */
export function createResolver(tables: PlaceTables, reviewed: readonly ReviewedSpelling[] = []): Resolver {
  const gazetteer = new Gazetteer(tables);
  const custody = new Custody(tables.custody, tables.registry.controllers, gazetteer);
  const registry = new Registry(tables.registry);
  const reviews = new Reviews(reviewed, registry);
  const prison_words = prisonWordsOf(tables.custody.state_prison_words, gazetteer.states);
  const byCode = new ByCode(new ByName({ gazetteer, custody, registry, reviews, prison_words }), registry);
  return {
    resolve: (query) => byCode.resolve(query),
    resolveAll: (queries) => resolveEach(queries, byCode),
    controllingBody: (facilityId, on) => bodyOf(registry.get(facilityId), custody, on),
    facility: (facilityId) => registry.get(facilityId),
  };
}

function resolveEach(queries: readonly FacilityQuery[], byCode: ByCode): Resolution[] {
  const known = new Map<string, Resolution>();
  return queries.map((query) => {
    const key = JSON.stringify([query.name, query.city, query.state, query.code, query.on]);
    const answer = known.get(key) ?? byCode.resolve(query);
    known.set(key, answer);
    return answer;
  });
}

function bodyOf(facility: RegisteredFacility | null, custody: Custody, on: string): ControllingBody | null {
  return facility ? custody.bodyOf(facility, on) : null;
}

let standing: Resolver | undefined;

/** The resolver over the tables under `reference/`, read from disk once for the process. */
export function referenceResolver(): Resolver {
  standing ??= createResolver(readTables());
  return standing;
}

/** What facility a row means by the tables under `reference/`, whose it is on the day, and why; never throws on texts. */
export function resolveFacility(query: FacilityQuery): Resolution {
  return referenceResolver().resolve(query);
}

/** The answers to many rows by the tables under `reference/`, in their order. */
export function resolveAll(queries: readonly FacilityQuery[]): Resolution[] {
  return referenceResolver().resolveAll(queries);
}
