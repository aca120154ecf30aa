import { createResolver } from "../places/resolver.ts";
import type { ReviewedSpelling } from "../places/reviewed.ts";
import { readTables } from "../places/tables.ts";
import type { Resolver } from "../records/facilities/resolve-places.ts";

/** The version of the rules and tables under which a place was resolved; grows when an answer can change. */
export const resolverVersion = "resolver-1";

/** The resolver over reference/, with decisions of people above its rules. */
export function facilityResolver(reviewed: readonly ReviewedSpelling[] = []): Resolver {
  const { resolveAll } = createResolver(readTables(), reviewed);
  return { version: resolverVersion, resolveAll };
}
