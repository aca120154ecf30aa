import type { ReportInput } from "../report-input.ts";

/** Section 7: what jails' own booking exports say of the week; beside ICE's record and never merged into it. */
export function jailsSection({ builder, facts }: ReportInput): void {
  const { jails } = facts;
  const window = `${builder.week.from} to ${builder.week.to}`;
  const begun = builder.plainBasis("bookings begun in the week, as jails record them", window);
  const exported = builder.plainBasis("jails with an imported booking export", window);
  if (jails.bookings > 0)
    builder.relations.push({ total: "jails.holds", parts: ["jails.to_ice"], partial: true });
  builder.section({
    id: "jails",
    number: "7",
    title: "What jails record themselves",
    lead: [
      jails.bookings === 0
        ? "The record holds no jail's own bookings for this week. A jail's booking export can be imported; its side then stands here, beside ICE's, and is never merged into it."
        : "Counted from jails' own booking exports, beside ICE's record and never merged into it. A jail that sent no export is not in these numbers.",
    ],
    figures:
      jails.bookings === 0
        ? []
        : [
            builder.plainCount(
              "jails.exports",
              "Jails whose bookings the record holds for this week",
              jails.jails,
              exported,
            ),
            builder.peopleCount("jails.holds", "Bookings with an immigration hold", jails.holds, begun),
            builder.peopleCount("jails.to_ice", "Of these, recorded as released to ICE", jails.to_ice, begun),
          ],
  });
}
