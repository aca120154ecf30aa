import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("8 U.S.C. 1373(c), 1226 and 1231 bind the federal side and are never a local test", () => {
  for (const id of ["1373c", "USC-1226c", "USC-1231a", "USC-1357d", "USC-1357g10"])
    assert.deepEqual(ask(id, "35001", "2017-08-10").detail, "binds_federal_side_only", id);
  assert.throws(() => ask("USC-1226c3", "35001", "2025-01-28"), NoRuleInForce);
  assert.equal(ask("USC-1226c3", "35001", "2025-01-29").result, "not_applicable");
});
