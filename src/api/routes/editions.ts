import { z } from "zod";
import { editionSchema } from "../../reports/verify/edition-schema.ts";
import { defineRoute, type Route } from "../route.ts";
import { edition } from "../schemas.ts";

const editions = defineRoute({
  path: "/editions",
  operation_id: "listEditions",
  summary: "Every public edition of the weekly report",
  description: "Newest week first. An edition never changes; its files are under /editions/{id}/.",
  path_parameters: z.object({}),
  query: z.object({}),
  answer: { name: "Editions", schema: z.object({ editions: z.array(edition) }) },
  handle: async (record) => ({ body: { editions: await record.editions() } }),
});

const oneEdition = defineRoute({
  path: "/editions/{edition_id}",
  operation_id: "getEdition",
  summary: "One edition with all its figures and tables",
  description: "The same as the edition's edition.json: figures, tables, their bases, sources and rules.",
  path_parameters: z.object({ edition_id: z.string().describe("For example accord.2015-01-31.p1") }),
  query: z.object({}),
  answer: { name: "Edition", schema: editionSchema },
  handle: async (record, input) => ({ body: await record.edition(input.edition_id) }),
});

/** Routes about published editions. */
export const editionRoutes: readonly Route[] = [editions, oneEdition];
