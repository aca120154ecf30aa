import type { Decide } from "./decide.ts";
import { doesNotMeet, meets, notDeterminable } from "./finding.ts";

/** Whether a letter of one day was addressed to the body, and with which status words; never a finding of law. */
function letterOf(id: string): Decide {
  return (facts) => {
    const letters = facts.all("received_letter").filter((one) => one.value.startsWith(`${id} `));
    const [letter] = letters;
    if (letter === undefined)
      return notDeterminable(
        ["received_letter"],
        [`Whether a letter of ${id.slice(4)} went to ${facts.name} is not recorded.`],
      );
    const status = letter.value.slice(id.length + 1);
    if (status === "no_letter")
      return doesNotMeet([`${facts.name} is not among the addressees recorded (${letter.source}).`], status);
    const because = [
      `A letter of ${id.slice(4)} by ${letter.asserted_by} was addressed to it (${letter.source}). A letter is no finding of law.`,
      ...facts.sentences("reply_to_letter"),
    ];
    return status === "letter_no_evidence" ? doesNotMeet(because, status) : meets(because, status);
  };
}

/** The letters of 2017-04-21, 2017-10-12, 2017-11-15, 2018-01-24 and 2025-08-13, by addressee. */
export const rules: Readonly<Record<string, Decide>> = Object.fromEntries(
  ["LTR-2017-04-21", "LTR-2017-10-12", "LTR-2017-11-15", "LTR-2018-01-24", "LTR-2025-08-13"].map((id) => [
    id,
    letterOf(id),
  ]),
);
