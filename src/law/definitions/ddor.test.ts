import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("ICE's own criterion: the words of each edition, the version in force, and the jail's operator", () => {
  const version = (id: string, on: string) => ask(id, "53033", on).version;
  assert.deepEqual(
    [
      version("ddor-sec3", "2017-03-20"),
      version("ddor-sec3", "2017-04-05"),
      version("ddor-sec3", "2017-04-06"),
    ],
    ["1", "1", "2"],
  );
  assert.deepEqual([version("ddor-sec1", "2017-03-28"), version("ddor-sec1", "2017-03-29")], ["1", "2"]);
  assert.throws(() => ask("ddor-sec3", "53033", "2017-04-11"), NoRuleInForce);
  // King County: the ordinance of 2014, not the one of 2013 that the report printed.
  const king = ask("ddor-sec3", "53033", "2017-03-20").explanation.join(" ");
  assert.match(king, /wa-king-17886/);
  assert.doesNotMatch(king, /wa-king-17706/);
  // Ithaca was printed in section III, and runs no jail; Franklin County PA stood in section I until ICE corrected it.
  const printed = (id: string, geoid: string, on: string) => ask(id, geoid, on).parts?.[1]?.result;
  assert.equal(printed("ddor-sec3", "3638077", "2017-03-20"), "meets");
  assert.equal(printed("ddor-sec1", "42055", "2017-03-20"), "meets");
  assert.equal(printed("ddor-sec3", "09", "2017-03-28"), "not_determinable", "edition 2 came on 2017-03-29");
  assert.equal(printed("ddor-sec3", "09", "2017-03-29"), "meets");
  holds([
    ["ddor-sec3", "3638077", "2017-03-20", "not_applicable", "not_ours_to_answer"],
    ["ddor-sec3", "36109", "2017-03-20", "meets", null],
    ["ddor-sec1", "12086", "2017-03-20", "not_determinable", "facts_missing"],
  ]);
});
