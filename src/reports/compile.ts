import sql from "sql-template-tag";
import { z } from "zod";
import { type Week, weekOf } from "../base/day.ts";
import { InvalidInput } from "../base/errors.ts";
import { readReference } from "../base/reference.ts";
import { defineQuery, type Reader } from "../db/db.ts";
import { iceLiftReason } from "../law/outcomes/ice-lift-reason.ts";
import { recordedAt } from "../records/journal/journal.ts";
import type { DisclosurePolicy } from "./disclosure/policy.ts";
import { protect } from "./disclosure/protect.ts";
import type { Disclosure, Edition, EditionSource, Section } from "./edition.ts";
import { requestGroups } from "./population/week-requests.ts";
import type { Where } from "./population/where.ts";
import { bodiesSection } from "./sections/accord/bodies.ts";
import { changesSection, type EarlierCounts } from "./sections/accord/changes.ts";
import { declinedSection } from "./sections/accord/declined.ts";
import { methodSection } from "./sections/accord/method.ts";
import { notCollectedSection } from "./sections/accord/not-collected.ts";
import { offencesSection } from "./sections/accord/offences.ts";
import { openCasesSection } from "./sections/accord/open-cases.ts";
import { outcomesSection } from "./sections/accord/outcomes.ts";
import { policiesSection } from "./sections/accord/policies.ts";
import { requestsSection } from "./sections/accord/requests.ts";
import { standingSection } from "./sections/accord/standing.ts";
import { closed, counted, declined } from "./sections/conditions.ts";
import { sectionOne, sectionsThreeAndFour, sectionTwo } from "./sections/ddor-2017/sections.ts";
import { declinedRows } from "./sections/declined-rows.ts";
import type { Names } from "./sections/names.ts";
import { type ReportFacts, readReportFacts } from "./sections/report-facts.ts";
import type { ReportInput } from "./sections/report-input.ts";
import { ReportBuilder, type Trace } from "./sections/section-builder.ts";
import { summaryLines } from "./summary.ts";

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

/** A compiled edition, what may be said of it, and the way from each number back to its records. */
export interface CompiledEdition {
  readonly edition: Edition;
  readonly traces: ReadonlyMap<string, Trace>;
}

const bodyNames = (position: number) =>
  defineQuery(
    z.object({ body_id: z.string(), body_name: z.string(), state_geoid: z.string().nullable() }),
    sql`select distinct on (body_id) body_id, body_name, state_geoid from facility_as_of(${position}) where body_id is not null order by body_id, state_geoid`,
  );
const placeNames = defineQuery(
  z.object({ place_id: z.number(), name: z.string(), city: z.string(), state: z.string() }),
  sql`select place_id, name, city, state from source_place`,
);

async function readNames(db: Reader, position: number): Promise<Names> {
  const states = new Map(readReference("places/states.csv").map((row) => [row.geoid ?? "", row.name ?? ""]));
  const offences = new Map(
    readReference("offences/ncic-codes.csv").map((row) => [row.category_code ?? "", row.category ?? ""]),
  );
  const usps = new Map(readReference("places/states.csv").map((row) => [row.geoid ?? "", row.usps ?? ""]));
  const bodies = new Map(
    (await db.all(bodyNames(position))).map((b) => [
      b.body_id,
      withState(b.body_name, usps.get(b.state_geoid ?? "")),
    ]),
  );
  const places = new Map(
    (await db.all(placeNames)).map((p) => [
      p.place_id,
      [p.name || "(no facility named)", p.city, p.state].filter((part) => part !== "").join(", "),
    ]),
  );
  return {
    state: (geoid) => states.get(geoid) ?? geoid,
    body: (id) => bodies.get(id) ?? id,
    place: (id) => places.get(id) ?? String(id),
    offence: (category) => offences.get(category) || `NCIC category ${category}`,
  };
}

const withState = (name: string, usps: string | undefined): string =>
  usps === undefined || name.endsWith(`, ${usps}`) ? name : `${name}, ${usps}`;

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

const baseOf = (request: ReportRequest): Where =>
  request.likely_duplicates === "keep" ? {} : { is_likely_duplicate: [false] };

const rules = [
  {
    id: iceLiftReason.id,
    version: iceLiftReason.versions[0]?.version ?? "",
    cite: iceLiftReason.versions[0]?.cite ?? "",
    text: iceLiftReason.versions[0]?.text ?? "",
  },
];

async function builderFor(
  db: Reader,
  request: ReportRequest,
  week: Week,
  position: number,
  asOf: string,
): Promise<ReportBuilder> {
  const groups = {
    prepared: await db.all(requestGroups("prepared", week, position)),
    recorded: await db.all(requestGroups("recorded", week, position)),
  };
  return new ReportBuilder(
    groups,
    week,
    asOf,
    rules.map((rule) => `${rule.id}@${rule.version}`),
    baseOf(request),
  );
}

const earlierCounts = (builder: ReportBuilder): EarlierCounts => ({
  total: builder.countOf("prepared", counted),
  closed: builder.countOf("prepared", closed),
  declined: builder.countOf("prepared", { ...counted, ...declined }),
});

async function accordSections(
  db: Reader,
  request: ReportRequest,
  input: ReportInput,
  asOf: string,
): Promise<void> {
  for (const section of [
    requestsSection,
    standingSection,
    outcomesSection,
    bodiesSection,
    declinedSection,
    notCollectedSection,
    offencesSection,
    policiesSection,
    openCasesSection,
  ])
    section(input);
  const { previous } = input.facts;
  const before =
    previous === null
      ? null
      : earlierCounts(
          await builderFor(db, request, weekOf(previous.week_from), previous.data_position, asOf),
        );
  changesSection(input, earlierCounts(input.builder), before);
  methodSection(input);
}

async function ddorSections(db: Reader, request: ReportRequest, input: ReportInput): Promise<void> {
  const hasDates = input.facts.sources.some((source) => source.has_lift_dates);
  const rows =
    request.disclosure === "party"
      ? await db.all(declinedRows(request.week, request.position, hasDates))
      : [];
  sectionOne(input);
  sectionTwo(
    input,
    rows.map((r) => ({
      key: `d${r.detainer_id}`,
      lea: [r.facility_name, r.facility_city].filter((t) => t !== "").join(", "),
      state: r.facility_state,
      issued_on: r.prepared_on,
      recorded_on: r.lifted_on,
      citizenship: r.citizenship || null,
      activity: r.conviction === "" ? r.criminality || null : `conviction: ${r.conviction}`,
    })),
    hasDates,
  );
  sectionsThreeAndFour(input);
}

function sourcesFor(facts: ReportFacts): EditionSource[] {
  return facts.sources.map((s) => ({
    release_id: s.release_id,
    series: s.series,
    name: s.file_name,
    sha256: s.file_sha256,
    layout: s.layout,
    rows: s.recorded,
    covers_from: s.covers_from ?? "",
    covers_to: s.covers_to ?? "",
    credit: s.credit,
    is_synthetic: s.is_synthetic,
  }));
}

const titles: Readonly<Record<Template, string>> = {
  accord: "Weekly report on immigration detainers",
  "ddor-2017": "Declined Detainer Outcome Report, in the form of 2017",
};

function policyOf(builder: ReportBuilder): DisclosurePolicy {
  return {
    relations: builder.relations,
    shares: builder.shares,
    counts: builder.unprinted,
    exempt: builder.exempt,
  };
}

/**
 * Compiles the edition of one week as known at a position: a pure function of the record, so that the same position and
 * version give the same edition. Throws `InvalidInput` for a position that the record does not have.
 */
export async function compileEdition(db: Reader, request: ReportRequest): Promise<CompiledEdition> {
  const at = await recordedAt(db, request.position);
  if (at === null)
    throw new InvalidInput(`position ${request.position} is not in the record; accord journal lists what is`);
  const asOf = `position ${request.position}, recorded ${at}`;
  const builder = await builderFor(db, request, request.week, request.position, asOf);
  const facts = await readReportFacts(
    db,
    request.template,
    request.disclosure,
    request.week,
    request.position,
    request.likely_duplicates === "keep",
  );
  const input: ReportInput = {
    builder,
    names: await readNames(db, request.position),
    facts,
    position: request.position,
    disclosure: request.disclosure,
    likely_duplicates: request.likely_duplicates,
  };
  if (request.template === "accord") await accordSections(db, request, input, asOf);
  else await ddorSections(db, request, input);
  const full = assemble(request, at, builder.sections, facts);
  const shown =
    request.disclosure === "public" ? protect({ ...full, disclosure: "party" }, policyOf(builder)) : full;
  return { edition: { ...shown, summary: summaryLines(shown) }, traces: builder.traces };
}

function assemble(
  request: ReportRequest,
  at: string,
  sections: readonly Section[],
  facts: ReportFacts,
): Edition {
  const sources = sourcesFor(facts);
  return {
    id: editionId(request),
    template: request.template,
    template_version: templates[request.template],
    title: titles[request.template],
    subtitle: `Week of Saturday ${request.week.from} to Friday ${request.week.to}`,
    period: request.week,
    position: request.position,
    as_of: at,
    disclosure: request.disclosure,
    is_synthetic: sources.some((source) => source.is_synthetic),
    summary: [],
    sections,
    sources,
    rules,
  };
}
