import { test } from "node:test";
import { projectPath } from "../../src/base/paths.ts";
import { dataDictionary } from "../../src/db/data-dictionary.ts";
import { openTestStore } from "../support/store.ts";

test("the data dictionary says what the store's catalog says", async (t) => {
  const { db } = await openTestStore(t);
  t.assert.fileSnapshot(await dataDictionary(db), projectPath("docs", "data-dictionary.md"), {
    serializers: [(text) => String(text)],
  });
});
