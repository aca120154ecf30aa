import { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { filterJurisdictions } from "../../reports/public/jurisdiction.ts";
import { defineRoute, type Route } from "../route.ts";
import { asOf, jurisdiction, jurisdictionEntry, resolution } from "../schemas.ts";
import { asOfBody, asOfParameter } from "./record.ts";

const mostListed = 1000;

const jurisdictions = defineRoute({
  path: "/jurisdictions",
  operation_id: "listJurisdictions",
  summary: "Governments whose bodies control facilities that the record names",
  description:
    "By state and name, at most 1,000 a page; never by a count. Being listed says nothing of cooperation.",
  path_parameters: z.object({}),
  query: asOfParameter.extend({
    q: z.string().max(100, "write at most 100 characters").optional().describe("Part of a name"),
    state: z
      .string()
      .max(40, "write at most 40 characters")
      .optional()
      .describe("A state's name or postal code"),
    after: z.string().optional().describe("The GEOID after which to begin"),
  }),
  answer: {
    name: "Jurisdictions",
    schema: z.object({ as_of: asOf, jurisdictions: z.array(jurisdictionEntry) }),
  },
  handle: async (record, input) => {
    const known = await record.knownAt(input.as_of);
    const found = filterJurisdictions(await record.jurisdictions(known), input.q, input.state);
    const from = input.after === undefined ? 0 : found.findIndex((each) => each.geoid === input.after) + 1;
    if (from === 0 && input.after !== undefined)
      throw new InvalidInput(
        `after "${input.after.slice(0, 40)}": no jurisdiction of this list has that GEOID`,
        {
          parameter: "after",
        },
      );
    const page = found.slice(from, from + mostListed);
    const last = from + page.length < found.length ? page.at(-1)?.geoid : undefined;
    const next = last === undefined ? null : { ...withoutEmpty(input), after: last };
    return { body: { as_of: asOfBody(known), jurisdictions: page }, next };
  },
});

function withoutEmpty(input: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const oneJurisdiction = defineRoute({
  path: "/jurisdictions/{geoid}",
  operation_id: "getJurisdiction",
  summary: "One jurisdiction: its bodies, their facilities as written, and requests over time",
  description: "Small counts are suppressed across all tables together.",
  path_parameters: z.object({ geoid: z.string().describe("Census GEOID, or US") }),
  query: asOfParameter,
  answer: { name: "Jurisdiction", schema: jurisdiction },
  handle: async (record, input) => {
    const known = await record.knownAt(input.as_of);
    const { history, known: _, ...found } = await record.jurisdiction(input.geoid, known);
    const note =
      "Appearing here says that requests were sent to facilities of these bodies, and nothing of cooperation.";
    return { body: { as_of: asOfBody(known), ...found, tables: history?.tables ?? [], note } };
  },
});

const text = (what: string) => z.string().optional().describe(what);

const resolve = defineRoute({
  path: "/facilities/resolve",
  operation_id: "resolveFacility",
  summary: "What a facility as written resolves to, and who controlled it on a day",
  description:
    "Resolved with its evidence, or open with its candidates; never a guess. Name or code is needed.",
  path_parameters: z.object({}),
  query: z.object({
    name: text("The facility's name as written"),
    city: text("Its city as written"),
    state: text("Its state, name or postal code"),
    code: text("Its ICE detention location code"),
    on: text("The day asked about, YYYY-MM-DD; today when left out"),
  }),
  answer: { name: "Resolution", schema: resolution },
  handle: async (record, input) => ({ body: record.resolve(input) }),
});

/** Routes about places: jurisdictions, and how a facility resolves. */
export const placeRoutes: readonly Route[] = [jurisdictions, oneJurisdiction, resolve];
