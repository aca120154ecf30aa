import type { Reader } from "../../db/db.ts";
import { type Placement, placementAsOf } from "../../records/detainers/placement.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import { releaseOverview } from "../../records/releases/release-overview.ts";
import type { Figure, Section, Table } from "../edition.ts";
import { basisAt, protectSections } from "./protect-sections.ts";

/** What the record holds at a position, small counts hidden. */
export interface RecordState {
  readonly known: KnownAt;
  readonly releases: number;
  readonly is_synthetic: boolean;
  /** The Saturdays of the first and the last week in which a form was prepared; null for a record without requests. */
  readonly weeks: { readonly first: string; readonly last: string } | null;
  /** Figures `record.requests` and `record.resolved_share`, and the table `record-placement`. */
  readonly section: Section;
}

const rows = [
  ["resolved", "Facility resolved to the body that controlled it"],
  ["ambiguous", "Facility could be one of several; placed with nobody"],
  ["unresolved", "Facility not named, or not resolved; placed with nobody"],
] as const;

function placementTable(placement: Placement, basis: Table["basis"]): Table {
  return {
    id: "record-placement",
    caption: "Requests by whether their facility is resolved",
    columns: [
      { key: "label", label: "Facility", kind: "text" },
      { key: "requests", label: "Requests", kind: "count" },
    ],
    rows: [
      ...rows.map(([key, label]) => ({ key, cells: [label, placement[key]] })),
      { key: "total", cells: ["All requests", placement.requests] },
    ],
    total_row: "total",
    basis,
    notes:
      placement.likely_duplicates === 0
        ? []
        : ["Rows that their source marks as likely duplicates are left out."],
    empty: "The record holds no requests yet.",
  };
}

function figures(placement: Placement, basis: Figure["basis"]): Figure[] {
  const open = placement.ambiguous + placement.unresolved;
  const none = placement.requests === 0;
  const count: Figure = {
    id: "record.requests",
    label: "Requests recorded",
    kind: "count",
    value: placement.requests,
    missing: null,
    share_unknown: null,
    basis,
    note: "Detainers as their sources assert them; a request is not a person, and says nothing of how it ended.",
  };
  const share: Figure = {
    id: "record.resolved_share",
    label: "Share whose facility is resolved to a controlling body",
    kind: "share",
    value: none ? null : placement.resolved / placement.requests,
    missing: none ? "not_recorded" : null,
    share_unknown: none ? null : open / placement.requests,
    basis,
    note: "What cannot be resolved with evidence is placed with nobody.",
  };
  return [count, share];
}

const policy = (open: number) => ({
  counts: [{ id: "record.open", value: open }],
  relations: [
    { total: "record.requests", parts: ["record-placement.total.requests"] },
    {
      total: "record.open",
      parts: ["record-placement.ambiguous.requests", "record-placement.unresolved.requests"],
    },
  ],
  shares: [
    {
      share: "record.resolved_share",
      part: "record-placement.resolved.requests",
      whole: "record-placement.total.requests",
      unknown: "record.open",
    },
  ],
});

/** Reads what the record holds at a position and hides small counts. */
export async function readRecordState(db: Reader, known: KnownAt): Promise<RecordState> {
  const placement = await db.one(placementAsOf(known.position));
  const releases = await db.all(releaseOverview(known.position));
  const { first_week: first, last_week: last } = placement;
  const window = first === null ? "no week" : `weeks beginning ${first} to ${last}`;
  const basis = basisAt(
    known,
    "detainers of all releases that stand, likely duplicates left out",
    window,
    [],
  );
  const section: Section = {
    id: "record",
    number: "",
    title: "What the record holds now",
    lead: [],
    figures: figures(placement, basis),
    tables: [placementTable(placement, basis)],
    charts: [],
  };
  const [shown = section] = protectSections(
    [section],
    known,
    policy(placement.ambiguous + placement.unresolved),
  );
  return {
    known,
    releases: releases.length,
    is_synthetic: releases.some((release) => release.is_synthetic),
    weeks: first === null || last === null ? null : { first, last },
    section: shown,
  };
}
