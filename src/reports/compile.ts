import { addDays, weekOf } from "../base/day.ts";
import { InvalidInput, NotFound } from "../base/errors.ts";
import type { Reader } from "../db/db.ts";
import { exchangeFinding } from "../law/exchange/finding.ts";
import { iceLiftReason } from "../law/outcomes/ice-lift-reason.ts";
import { recordedAt } from "../records/journal/journal.ts";
import { releasesAsOf } from "../records/releases/release.ts";
import { hiddenIn, protect } from "./disclosure/protect.ts";
import type { Edition, EditionSource, Section } from "./edition.ts";
import { editionId, type ReportRequest, type Template, templates } from "./edition-id.ts";
import { exchangeGroups } from "./population/exchange-week.ts";
import { requestGroups } from "./population/week-requests.ts";
import { whereKey } from "./population/where.ts";
import type { Earlier, EarlierCounts, EarlierEdition } from "./sections/accord/changes.ts";
import { accordSections } from "./sections/accord/sections.ts";
import { closed, counted, declined } from "./sections/conditions.ts";
import { ddorSections } from "./sections/ddor-2017/sections.ts";
import { type DeclinedRow, declinedRows } from "./sections/declined-rows.ts";
import type { Names } from "./sections/names.ts";
import { readNames } from "./sections/read-names.ts";
import { coveredPart, type ReportFacts, readReportFacts } from "./sections/report-facts.ts";
import type { ReportInput } from "./sections/report-input.ts";
import { ReportBuilder, type Trace, type WeekGroups } from "./sections/section-builder.ts";
import { summaryLines } from "./summary.ts";

/** A compiled edition, and the way from each of its numbers back to its records. */
export interface CompiledEdition {
  readonly edition: Edition;
  readonly traces: ReadonlyMap<string, Trace>;
}

/** What an edition is made of, read once from the record. */
interface Material {
  readonly request: ReportRequest;
  readonly at: string;
  readonly groups: WeekGroups;
  readonly facts: ReportFacts;
  readonly names: Names;
  readonly declined: readonly DeclinedRow[];
}

/** An edition before its disclosure, with the builder that knows how its numbers hang together. */
interface Draft {
  readonly edition: Edition;
  readonly builder: ReportBuilder;
}

const rules = iceLiftReason.versions
  .slice(-1)
  .map(({ version, cite, text }) => ({ id: iceLiftReason.id, version, cite, text }));

const exchangeRule = exchangeFinding.versions.slice(-1).map(({ version, cite, text }) => ({
  id: exchangeFinding.id,
  version,
  cite,
  text,
}))[0] as Edition["rules"][number];

async function readMaterial(
  db: Reader,
  request: ReportRequest,
  names: Names | null = null,
): Promise<Material> {
  const { week, position, template, disclosure } = request;
  const at = await recordedAt(db, position);
  if (at === null)
    throw new InvalidInput(`position ${position} is not in the record; accord journal lists what is`);
  const groups = {
    prepared: await db.all(requestGroups("prepared", week, position)),
    recorded: await db.all(requestGroups("recorded", week, position)),
    exchange: await exchangeGroups(db, week, position),
  };
  const facts = await readReportFacts(
    db,
    template,
    disclosure,
    week,
    position,
    request.likely_duplicates === "keep",
  );
  const rowsWanted = template === "ddor-2017" && disclosure === "party";
  const declinedOnes = rowsWanted ? await db.all(declinedRows(week, position, hasLiftDates(facts))) : [];
  return {
    request,
    at,
    groups,
    facts,
    names: names ?? (await readNames(db, position)),
    declined: declinedOnes,
  };
}

const hasLiftDates = (facts: ReportFacts): boolean => facts.sources.some((source) => source.has_lift_dates);

/** Everything of an edition but its disclosure. `earlier` is what its comparisons stand on; null leaves them out. */
function draft(
  material: Material,
  earlier: Earlier | null,
  template: Template = material.request.template,
): Draft {
  const { request, at, groups, facts, names } = material;
  const base = request.likely_duplicates === "keep" ? {} : { is_likely_duplicate: [false] };
  const asOf = `position ${request.position}, recorded ${at.slice(0, 16).replace("T", " ")} UTC`;
  const builder = new ReportBuilder(
    groups,
    request.week,
    asOf,
    rules.map((rule) => `${rule.id}@${rule.version}`),
    base,
  );
  const input: ReportInput = {
    builder,
    names,
    facts,
    position: request.position,
    disclosure: request.disclosure,
    likely_duplicates: request.likely_duplicates,
  };
  if (template === "accord") accordSections(input, earlier);
  else ddorSections(input, material.declined, hasLiftDates(facts));
  return { edition: assemble(request, at, builder.sections, material), builder };
}

/** The public view of a draft; `keepHidden` are numbers that stay hidden because another edition hides them. */
function publicView({ edition, builder }: Draft, keepHidden: readonly string[]): Edition {
  const { shares, unprinted: counts, exempt } = builder;
  const relations = builder.allRelations();
  const known = new Set(builder.numberIds());
  const keep_hidden = keepHidden.filter((id) => known.has(id));
  return {
    ...protect({ ...edition, disclosure: "party" }, { relations, shares, counts, exempt, keep_hidden }),
    disclosure: "public",
  };
}

function keyOf(draft: Draft, id: string): string | null {
  const trace = draft.builder.traces.get(id);
  return trace ? `${trace.population}?${whereKey(trace.where)}` : null;
}

/** Numbers of a draft that count the same as numbers which another draft's public view hides. */
function sameAsHidden(of: Draft, other: Draft, hidden: readonly string[]): string[] {
  const keys = new Set(hidden.map((id) => keyOf(other, id)));
  return [...of.builder.traces.keys()].filter((id) => keys.has(keyOf(of, id)));
}

const nationalCounts = (builder: ReportBuilder): EarlierCounts => ({
  total: builder.countOf("prepared", counted),
  closed: builder.countOf("prepared", closed),
  declined: builder.countOf("prepared", { ...counted, ...declined }),
});

/** Another edition's national counts, and what its public view hides of itself. */
async function compared(db: Reader, material: Material): Promise<EarlierEdition> {
  const other = draft(material, null);
  const isPublic = material.request.disclosure === "public";
  return {
    counts: nationalCounts(other.builder),
    hidden: isPublic ? hiddenIn(publicView(other, await hiddenBefore(db, material))) : [],
  };
}

/** What the last public edition of the same week hides, so that two editions cannot be subtracted from each other. */
async function hiddenBefore(db: Reader, { request, facts, names }: Material): Promise<readonly string[]> {
  if (facts.previous === null) return [];
  return (
    await compared(db, await readMaterial(db, { ...request, position: facts.previous.data_position }, names))
  ).hidden;
}

async function earlierOf(db: Reader, { request, facts, names }: Material): Promise<Earlier> {
  const before = await readMaterial(db, { ...request, week: weekOf(addDays(request.week.from, -7)) }, names);
  const { previous } = facts;
  if (previous === null) return { week_before: await compared(db, before), last_edition: null };
  const last = await compared(
    db,
    await readMaterial(db, { ...request, position: previous.data_position }, names),
  );
  return {
    week_before: await compared(db, before),
    last_edition: { ...last, edition_id: previous.edition_id, position: previous.data_position },
  };
}

async function keepHidden(db: Reader, material: Material, made: Draft): Promise<readonly string[]> {
  const before = await hiddenBefore(db, material);
  if (material.request.template === "accord") return [...before, ...made.builder.keepHidden];
  const accord = draft(material, null, "accord");
  return [...before, ...sameAsHidden(made, accord, hiddenIn(publicView(accord, [])))];
}

async function notCovered(db: Reader, { week, position }: ReportRequest): Promise<NotFound> {
  const spans = (await db.all(releasesAsOf(position))).filter(
    (r) => r.record === "detainer" && r.covers_from !== null,
  );
  const known = spans.map((r) => `${r.covers_from} to ${r.covers_to}`).join("; ");
  return new NotFound(
    `no source of the record covers the week from ${week.from} to ${week.to}; it covers ${known || "no week yet (accord import reads source files)"}`,
  );
}

/**
 * Compiles the edition of one week as known at a position: a pure function of the record up to that position, so that the same
 * position and version give the same edition. Throws `InvalidInput` for a position that the record does not have, `NotFound` for a week that no
 * source covers and in which nothing was worked in the exchange.
 */
export async function compileEdition(db: Reader, request: ReportRequest): Promise<CompiledEdition> {
  const material = await readMaterial(db, request);
  const isWorked = request.template === "accord" && material.groups.exchange.length > 0;
  if (!isWorked && coveredPart(material.facts, request.week) === null) throw await notCovered(db, request);
  const made = draft(material, request.template === "accord" ? await earlierOf(db, material) : null);
  const edition =
    request.disclosure === "party" ? made.edition : publicView(made, await keepHidden(db, material, made));
  return { edition: { ...edition, summary: summaryLines(edition) }, traces: made.builder.traces };
}

const titles: Readonly<Record<Template, string>> = {
  accord: "Weekly report on immigration detainers",
  "ddor-2017": "Declined Detainer Outcome Report, in the form of 2017",
};

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

function assemble(
  request: ReportRequest,
  at: string,
  sections: readonly Section[],
  { facts, groups }: Pick<Material, "facts" | "groups">,
): Edition {
  const sources = sourcesFor(facts);
  const isWorked = request.template === "accord" && groups.exchange.length > 0;
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
    is_synthetic:
      sources.some((source) => source.is_synthetic) ||
      (isWorked && groups.exchange.some((one) => one.is_synthetic)),
    summary: [],
    sections,
    sources,
    rules: isWorked ? [...rules, exchangeRule] : rules,
  };
}
