import { type Week, weekOf } from "../base/day.ts";
import { InvalidInput } from "../base/errors.ts";
import type { Disclosure } from "./edition.ts";

/** The templates, each with its version; a version grows when the same record would give another edition. */
export const templates = { accord: "1", "ddor-2017": "1" } as const;
export type Template = keyof typeof templates;

/** What is asked for: one week, as known at one position, for whom. */
export interface ReportRequest {
  readonly template: Template;
  readonly week: Week;
  readonly position: number;
  readonly disclosure: Disclosure;
  readonly likely_duplicates: "leave-out" | "keep";
}

/** The permanent id of an edition. */
export function editionId(request: ReportRequest): string {
  const party = request.disclosure === "party" ? ".party" : "";
  const kept = request.likely_duplicates === "keep" ? ".dups" : "";
  return `${request.template}.${request.week.from}.p${request.position}${kept}${party}`;
}

/** What an edition's id asks for; throws `InvalidInput` for text that is no edition id. */
export function parseEditionId(id: string): ReportRequest {
  const found = /^(accord|ddor-2017)\.(\d{4}-\d{2}-\d{2})\.p(\d+)(\.dups)?(\.party)?$/.exec(id);
  if (!found) throw new InvalidInput(`"${id}" is no edition; an edition reads like accord.2015-01-31.p3`);
  return {
    template: found[1] as Template,
    week: weekOf(found[2] ?? ""),
    position: Number(found[3]),
    disclosure: found[5] ? "party" : "public",
    likely_duplicates: found[4] ? "keep" : "leave-out",
  };
}
