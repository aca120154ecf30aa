import type { CaseRow } from "../../law/authority/sources-for.ts";
import { readRows } from "../../places/tables.ts";

let read: readonly CaseRow[] | undefined;

/** The court decisions of reference/policies/cases.csv; read once. */
export function shippedCases(): readonly CaseRow[] {
  read ??= readRows("policies/cases.csv") as unknown as CaseRow[];
  return read;
}
