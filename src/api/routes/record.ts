import { z } from "zod";
import type { KnownAt } from "../../records/journal/as-of.ts";
import { defineRoute, type Route } from "../route.ts";
import { asOf, journalEntry, qualityRow, release } from "../schemas.ts";

const nothing = z.object({});

/** Text that is a whole number within bounds; described as the number that it is. */
export function wholeNumber(least: number, most: number, description: string) {
  const message = `write a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .refine((text) => Number(text) >= least && Number(text) <= most, message)
    .meta({ type: "integer", minimum: least, maximum: most, pattern: undefined, description });
}

/** The parameter that every reading of the record takes. */
export const asOfParameter = z.object({
  as_of: z
    .string()
    .meta({
      type: "integer",
      minimum: 1,
      description: "Position of the record to read as of; the latest fact when left out",
    })
    .optional(),
});

/** The part of a known position that answers carry. */
export const asOfBody = ({ position, recorded_at }: KnownAt) => ({ position, recorded_at });

const releases = defineRoute({
  path: "/releases",
  operation_id: "listReleases",
  summary: "Every imported file",
  description: "One entry a file, newest first, with the conservation of its rows and its drift.",
  path_parameters: nothing,
  query: asOfParameter,
  answer: { name: "Releases", schema: z.object({ as_of: asOf, releases: z.array(release) }) },
  handle: async (record, input) => {
    const known = await record.knownAt(input.as_of);
    return { body: { as_of: asOfBody(known), releases: await record.releases(known) } };
  },
});

const journal = defineRoute({
  path: "/journal/entries",
  operation_id: "listJournalEntries",
  summary: "The journal, entry by entry",
  description:
    "Entries in order of their positions, after the one given; the Link header names the next page. Each entry's hash seals the one before it.",
  path_parameters: nothing,
  query: z.object({
    after: wholeNumber(0, 999_999_999_999, "The position after which to begin; 0 when left out").optional(),
    limit: wholeNumber(1, 500, "The most entries of a page; 100 when left out").optional(),
  }),
  answer: {
    name: "JournalEntries",
    schema: z.object({
      head: z.number().int().describe("Position of the last entry of the record"),
      entries: z.array(journalEntry),
      next_after: z.number().int().nullable().describe("The `after` of the next page; null at the end"),
    }),
  },
  handle: async (record, input) => {
    const page = await record.journal(Number(input.after ?? 0), Number(input.limit ?? 100));
    const next =
      page.next_after === null ? null : { after: String(page.next_after), limit: input.limit ?? "100" };
    return { body: page, next };
  },
});

const quality = defineRoute({
  path: "/quality",
  operation_id: "listQuality",
  summary: "The quality checks of the record",
  description: "Pass, fail or info rows, as measured at the last position of the record.",
  path_parameters: nothing,
  query: nothing,
  answer: {
    name: "Quality",
    schema: z.object({ position: z.number().int(), rows: z.array(qualityRow) }),
  },
  handle: async (record) => ({ body: await record.quality() }),
});

const health = defineRoute({
  path: "/health",
  operation_id: "getHealth",
  summary: "Whether the store answers",
  description: "The position of the last entry; 0 for an empty record.",
  path_parameters: nothing,
  query: nothing,
  answer: { name: "Health", schema: z.object({ status: z.literal("ok"), position: z.number().int() }) },
  handle: async (record) => ({ body: { status: "ok", position: await record.head() } }),
});

/** Routes about the record itself: what came in, its journal, its checks. */
export const recordRoutes: readonly Route[] = [releases, journal, quality, health];
