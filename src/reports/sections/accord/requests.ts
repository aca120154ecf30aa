import type { Figure, Table } from "../../edition.ts";
import { counted, requestColumns, setAside } from "../conditions.ts";
import { coveredPart } from "../report-facts.ts";
import type { ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";

const of = "detainers";

function formRows(input: ReportInput): Slice[] {
  return input.builder.valuesOf("prepared", "form", counted).map(({ value }) => ({
    key: value.toLowerCase().replace(/[^a-z0-9]+/g, "_"),
    label:
      value === "not recorded"
        ? "Form not recorded"
        : value === "unmapped"
          ? "A form the table does not know"
          : `Form ${value}`,
    where: { form: [value] },
  }));
}

function stateRows(input: ReportInput): Slice[] {
  const states = input.builder.valuesOf("prepared", "state_geoid", counted).map(({ value }) => value);
  const named = states
    .filter((geoid) => geoid !== null)
    .map((geoid) => ({
      key: `state_${geoid}`,
      label: input.names.state(geoid),
      where: { state_geoid: [geoid] },
    }));
  named.sort((a, b) => a.label.localeCompare(b.label, "en"));
  return states.includes(null)
    ? [...named, { key: "no_state", label: "No state given", where: { state_geoid: [null] } }]
    : named;
}

function recentWeeks(input: ReportInput): Table {
  const { builder, facts } = input;
  return {
    id: "requests-by-week",
    caption: "Detainers prepared in this week and the twelve before it",
    columns: [
      { key: "week_from", label: "Week from (Saturday)", kind: "date" },
      { key: "requests", label: "Detainers", kind: "count" },
    ],
    rows: facts.recent_weeks.map((week) => ({ key: week.week_from, cells: [week.week_from, week.requests] })),
    total_row: null,
    basis: {
      ...builder.plainBasis(
        "all detainers prepared, duplicates and superseded forms among them",
        `${facts.recent_weeks[0]?.week_from ?? builder.week.from} to ${builder.week.to}`,
      ),
      as_of: builder.basis("prepared", of).as_of,
    },
    notes: ["A week at the edge of what a release covers can be short; see the sources."],
    empty: "The record has no detainers for these weeks.",
  };
}

/** Where the rollup agrees with the week's own rows, this week's point is the requests and those set aside, and says so. */
function tieThisWeek({ builder }: ReportInput, recent: Table): void {
  const point = recent.rows.find((row) => row.key === builder.week.from)?.cells[1];
  if (point !== builder.countOf("prepared", {})) return;
  builder.relations.push({
    total: `requests-by-week.${builder.week.from}.requests`,
    parts: ["requests.total", "requests.set_aside"],
  });
}

/** Says so when the sources end or begin within the week. */
function partlyCovered({ builder, facts }: ReportInput): string[] {
  const part = coveredPart(facts, builder.week);
  if (part === null || (part.from === builder.week.from && part.to === builder.week.to)) return [];
  return [
    `The sources cover only ${part.from} to ${part.to} of this week: its numbers are of those days, and cannot be set beside a full week's.`,
  ];
}

/** Section 1: what ICE asked for in the week: forms, what each asks, and where the requests went. */
export function requestsSection(input: ReportInput): void {
  const { builder } = input;
  const formTable = builder.table({
    id: "requests-by-form",
    caption: "Requests by form and by what the form asks",
    population: "prepared",
    of,
    where: counted,
    heading: "Form",
    rows: formRows(input),
    columns: requestColumns,
    total: "All forms",
    column_sums: [{ total: "all", parts: ["asks_hold", "notice_only", "form_unknown"] }],
    empty: "No request was prepared in this week.",
    notes: [
      "A form can ask three separate things: to be told of the release, to hold past it, and to give the person a copy. A jail can do one and not another.",
    ],
  });
  const stateTable = builder.table({
    id: "requests-by-state",
    caption: "Requests by the state of the facility",
    population: "prepared",
    of,
    where: counted,
    heading: "State",
    rows: stateRows(input),
    columns: [
      { key: "requests", label: "Requests", where: {} },
      { key: "asks_hold", label: "Of these, ask to hold", where: { asks_hold: [true] } },
    ],
    total: "All states",
    empty: "No request was prepared in this week.",
    notes: [
      "The state is that of the facility, from the registry where the facility is resolved and as written in the source where it is not.",
    ],
  });
  const recent = recentWeeks(input);
  tieThisWeek(input, recent);
  builder.section({
    id: "requests",
    number: "1",
    title: "Requests received",
    lead: [
      "A detainer is a request by ICE to a jail. This section counts the requests prepared in the week. It says nothing of what a jail did with them.",
      ...partlyCovered(input),
    ],
    figures: [
      builder.count(
        "requests.total",
        "Requests prepared in the week",
        "prepared",
        of,
        counted,
        "Superseded and duplicate entries are not among them.",
      ),
      builder.count("requests.asks_hold", "Ask to hold and to notify", "prepared", of, {
        ...counted,
        asks_hold: [true],
      }),
      builder.count(
        "requests.notice_only",
        "Ask only to be told of the release",
        "prepared",
        of,
        { ...counted, asks_hold: [false] },
        "These forms ask for no hold, so no hold can have been declined.",
      ),
      builder.count(
        "requests.set_aside",
        "Set aside: superseded or duplicate entries",
        "prepared",
        of,
        setAside,
      ),
      ...(input.likely_duplicates === "leave-out" ? [likelyDuplicates(input)] : []),
    ],
    tables: [formTable, stateTable, recent],
    charts: [
      {
        id: "requests-by-week-chart",
        title: "Detainers prepared, by week",
        table_id: "requests-by-week",
        form: "line",
        x: "week_from",
        y: "requests",
        series: null,
        description:
          "A line of the number of detainers prepared in each of the last thirteen weeks; the table beside it has the numbers.",
      },
    ],
  });
}

function likelyDuplicates({ builder }: ReportInput): Figure {
  const label = "Left out: rows that the source marks as likely duplicates";
  return builder.peopleCount(
    "requests.likely_duplicates",
    label,
    builder.likelyDuplicates("prepared"),
    builder.basis("prepared", of),
    "The mark is the source's own. An edition that counts these rows can be compiled too.",
  );
}
