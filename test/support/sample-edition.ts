import type {
  Basis,
  Chart,
  Column,
  Edition,
  EditionSource,
  Figure,
  Section,
  Table,
  TableCell,
} from "../../src/reports/edition.ts";

/** Invented counts for tests: no row of this edition comes from a record, and every page of it says so. */
const asOf = "position 42, appended 2026-11-20T18:30:00.000Z";
const suppressed = { suppressed: true } as const;

function basis(population: string): Basis {
  return {
    population,
    window: "2015-01-31 to 2015-02-06",
    as_of: asOf,
    rules: ["request-outcome@1.2.0", "disclosure@1.0.0"],
  };
}

function count(id: string, label: string, value: number | null, missing: Figure["missing"] = null): Figure {
  const note = missing === "not_recorded" ? "No source of this edition has a date of service." : null;
  return {
    id,
    label,
    kind: "count",
    value,
    missing,
    share_unknown: null,
    basis: basis(`${label.toLowerCase()}, by issue-week cohort`),
    note,
  };
}

function share(id: string, label: string, value: number, unknown: number): Figure {
  const note = "A share of the requests of this week; it says nothing about requests of other weeks.";
  return {
    id,
    label,
    kind: "share",
    value,
    missing: null,
    share_unknown: unknown,
    basis: basis("requests prepared in the week"),
    note,
  };
}

interface TableParts {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly [string, ...TableCell[]])[];
  readonly total?: string;
  readonly notes?: readonly string[];
  readonly empty?: string;
}

function table(parts: TableParts): Table {
  const { id, caption, columns, rows, total = null, notes = [], empty = "No row in this week." } = parts;
  return {
    id,
    caption,
    columns,
    rows: rows.map(([key, ...cells]) => ({ key, cells })),
    total_row: total,
    basis: basis("requests prepared in the week"),
    notes,
    empty,
  };
}

function chart(
  id: string,
  title: string,
  tableId: string,
  form: Chart["form"],
  axes: readonly [string, string, string?],
): Chart {
  const description = `${title}: the numbers are those of the table beside it; invented for tests.`;
  return { id, title, table_id: tableId, form, x: axes[0], y: axes[1], series: axes[2] ?? null, description };
}

const text = (key: string, label: string): Column => ({ key, label, kind: "text" });
const number = (key: string, label: string): Column => ({ key, label, kind: "count" });
const part = (key: string, label: string): Column => ({ key, label, kind: "share" });
const day = (key: string, label: string): Column => ({ key, label, kind: "date" });

function requests(): Section {
  const weekly = table({
    id: "requests.by_week",
    caption: "Requests prepared, by week",
    columns: [day("week_from", "Week from"), text("asked", "What was asked"), number("requests", "Requests")],
    rows: [
      ["w1_hold", "2015-01-10", "Hold", 61],
      ["w1_notify", "2015-01-10", "Notice of release", 22],
      ["w2_hold", "2015-01-17", "Hold", 72],
      ["w2_notify", "2015-01-17", "Notice of release", suppressed],
      ["w3_hold", "2015-01-24", "Hold", 66],
      ["w3_notify", "2015-01-24", "Notice of release", 31],
      ["w4_hold", "2015-01-31", "Hold", 80],
      ["w4_notify", "2015-01-31", "Notice of release", 40],
    ],
    notes: ["Weeks run from Saturday to Friday in facility-local dates."],
  });
  return {
    id: "requests",
    number: "1",
    title: "Requests received, active and closed",
    lead: [
      "A request is a detainer that asks a jail to hold a person, to give notice of a release, or to serve a form. One detainer can ask for more than one of these.",
      "This section counts requests by the week in which they were prepared. The source has no date of receipt.",
    ],
    figures: [
      count("requests.prepared", "Requests prepared", 1200),
      count("requests.active", "Still active at the end of the week", 845),
      count("requests.withdrawn", "Withdrawn by the officer", null, "suppressed"),
      count("requests.served", "Forms served on the person", null, "not_recorded"),
    ],
    tables: [weekly],
    charts: [
      chart("requests.trend", "Requests prepared in four weeks", "requests.by_week", "line", [
        "week_from",
        "requests",
        "asked",
      ]),
    ],
  };
}

function outcomes(): Section {
  const byOutcome = table({
    id: "outcomes.by_outcome",
    caption: "Requests prepared in the week, by outcome and best evidence",
    columns: [
      text("outcome", "Outcome"),
      text("grade", "Evidence"),
      number("requests", "Requests"),
      part("share", "Share"),
    ],
    rows: [
      ["ice_custody", "Custody taken by the federal officer", "C", 540, 0.45],
      ["declined", "Declined as recorded", "C", 96, 0.08],
      ["not_collected", "Held to the limit, not collected", "B", 144, 0.12],
      ["superseded", "Superseded by a new form", "C", 60, 0.05],
      ["not_recorded", "Outcome not recorded", "not recorded", 360, 0.3],
      ["all", "All requests of the week", "", 1200, 1],
    ],
    total: "all",
    notes: [
      "A decline that was recorded late appears in the week of its record, marked as backlog.",
      "=1+1 and other text that a spreadsheet could take for a formula is guarded in the CSV files.",
    ],
  });
  const bySize = table({
    id: "outcomes.by_facility_kind",
    caption: "Outcome by kind of facility",
    columns: [text("kind", "Kind of facility"), text("outcome", "Outcome"), number("requests", "Requests")],
    rows: [
      ["county_custody", "County jail", "Custody taken", 400],
      ["county_released", "County jail", "Released", 210],
      ["city_custody", "City jail", "Custody taken", 90],
      ["city_released", "City jail", "Released", suppressed],
      ["state_custody", "State prison", "Custody taken", 50],
      ["state_released", "State prison", "Released", 12],
    ],
  });
  return {
    id: "outcomes",
    number: "2",
    title: "Outcomes by request, with the evidence for each",
    lead: [
      "An outcome is found by a published rule from what the parties recorded. “Not recorded” is an answer of its own.",
    ],
    figures: [
      share("outcomes.declined_share", "Declined as recorded", 0.08, 0.3),
      share("outcomes.custody_share", "Custody taken", 0.45, 0.3),
    ],
    tables: [byOutcome, bySize],
    charts: [
      chart("outcomes.bars", "Requests by outcome", "outcomes.by_outcome", "bars", ["outcome", "requests"]),
      chart("outcomes.stacked", "Outcome by kind of facility", "outcomes.by_facility_kind", "stacked_bars", [
        "kind",
        "requests",
        "outcome",
      ]),
    ],
  };
}

function declined(): Section {
  const places = table({
    id: "declined.by_jurisdiction",
    caption: "Declined as recorded, by the body that controls the jail",
    columns: [
      text("jurisdiction", "Jurisdiction"),
      text("controlling_body", "Controlling body"),
      day("first_issued_on", "First issued"),
      number("declined", "Declined"),
      number("backlog", "Of these, backlog"),
    ],
    rows: [
      ["p1", "Example County, Sample State", "Sheriff of Example County", "2014-11-03", 31, 12],
      [
        "p2",
        "Cañon & Doña County, Sample State",
        "County corrections department",
        "2015-01-02",
        suppressed,
        suppressed,
      ],
      ["p3", "@Independent City, Sample State", "Sheriff of the independent city", null, 44, suppressed],
      ["p4", "Other-County “North” <annex>", "+Regional jail authority", "2015-01-30", suppressed, 0],
      ["all", "All jurisdictions", "", null, 96, 25],
    ],
    total: "all",
    notes: [
      "Nothing is attributed by its name alone: each row rests on a dated reference that says who controls the jail.",
    ],
  });
  const policies = table({
    id: "declined.policies",
    caption: "Policies in force in the week",
    columns: [text("jurisdiction", "Jurisdiction"), text("policy", "Policy")],
    rows: [],
    empty: "No policy has been entered in the record yet. This says nothing about which policies exist.",
  });
  return {
    id: "declined",
    number: "3",
    title: "Declined as recorded",
    lead: ["Issued, occurred and recorded dates are different facts and are printed apart."],
    figures: [count("declined.recorded", "Declines recorded", 96)],
    tables: [places, policies],
    charts: [],
  };
}

const source: EditionSource = {
  release_id: 1,
  series: "invented-for-tests",
  name: "invented-detainers.csv",
  sha256: `${"0".repeat(63)}1`,
  layout: "ddp-processed",
  rows: 1200,
  covers_from: "2015-01-01",
  covers_to: "2015-03-31",
  credit: "Invented by a program for tests",
  is_synthetic: true,
};

/** A small synthetic edition with every kind of figure, cell, table and chart; all counts are invented. */
export function sampleEdition(): Edition {
  return {
    id: "accord.2015-01-31.p42",
    template: "accord",
    template_version: "1.0.0",
    title: "Detainer outcomes of the week",
    subtitle: "Saturday, January 31 to Friday, February 6, 2015",
    period: { from: "2015-01-31", to: "2015-02-06" },
    position: 42,
    as_of: "2026-11-20T18:30:00.000Z",
    disclosure: "public",
    is_synthetic: true,
    summary: [
      "1,200 requests were prepared in the week.",
      "845 were still active at its end.",
      "540 persons (45.0%) were taken into custody by a federal officer.",
      "96 requests (8.0%) are declined as recorded; for 30.0% no outcome is recorded.",
    ],
    sections: [requests(), outcomes(), declined()],
    sources: [source],
    rules: [
      {
        id: "request-outcome",
        version: "1.2.0",
        cite: "Method note 3",
        text: "An outcome is found from the lift reason and the dates of the record.",
      },
      {
        id: "disclosure",
        version: "1.0.0",
        cite: "Disclosure policy",
        text: "Counts from 1 to 9 are suppressed, and others where they would reveal one.",
      },
    ],
  };
}

/** The sample edition with many more tables of so many rows each, for measuring; all counts are invented. */
export function largeEdition(tables: number, rows: number): Edition {
  const base = sampleEdition();
  const more = Array.from({ length: tables }, (_, at) => largeTable(at, rows));
  const section: Section = {
    id: "many",
    number: "4",
    title: "Many tables",
    lead: ["Invented."],
    figures: [],
    tables: more,
    charts: manyCharts(more),
  };
  return { ...base, id: `accord.2015-01-31.p42-${tables}x${rows}`, sections: [...base.sections, section] };
}

function largeTable(at: number, rows: number): Table {
  const body = Array.from({ length: rows }, (_, row): [string, ...TableCell[]] => {
    const requestsOf = (row * 37 + at * 11) % 90;
    return [
      `r${row}`,
      `Invented place ${row}`,
      "2015-02-01",
      requestsOf < 10 ? suppressed : requestsOf,
      ((row + at) % 100) / 100,
    ];
  });
  const columns = [
    text("place", "Place"),
    day("on", "On"),
    number("requests", "Requests"),
    part("share", "Share"),
  ];
  return table({ id: `many.table_${at}`, caption: `Invented table ${at}`, columns, rows: body });
}

function manyCharts(tables: readonly Table[]): Chart[] {
  return tables
    .slice(0, 10)
    .map((each) => chart(`${each.id}_chart`, each.caption, each.id, "bars", ["place", "requests"]));
}
