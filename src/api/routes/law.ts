import { z } from "zod";
import { jurisdictionLawSchema } from "../law-schemas.ts";
import { defineRoute, type Route } from "../route.ts";
import { asOfBody, asOfParameter } from "./record.ts";

const jurisdictionLaw = defineRoute({
  path: "/jurisdictions/{geoid}/law",
  operation_id: "getJurisdictionLaw",
  summary: "Rules and tests of one jurisdiction on a day",
  description:
    "Instruments that stood or may have stood, every legal test with its facts, and what a jail may or must do when asked. Decision support, not legal advice.",
  path_parameters: z.object({ geoid: z.string().describe("Census GEOID of a state, county or place") }),
  query: asOfParameter.extend({
    on: z.string().optional().describe("The day asked about, YYYY-MM-DD; today when left out"),
    verification: z
      .string()
      .optional()
      .meta({
        enum: ["seen", "partly_seen"],
        description: "Only rows checked so far; partly_seen lets seen in too; all rows when left out",
      }),
  }),
  answer: { name: "JurisdictionLaw", schema: jurisdictionLawSchema },
  handle: async (record, { geoid, on, verification, as_of }) => {
    const at = await record.knownAt(as_of);
    const { known, ...law } = await record.law(geoid, { on, verification }, at);
    return { body: { as_of: asOfBody(known), ...law, advice: "decision support, not legal advice" } };
  },
});

/** Routes about rules and tests. */
export const lawRoutes: readonly Route[] = [jurisdictionLaw];
