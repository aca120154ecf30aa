import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import sql from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../test/support/store.ts";
import { defineQuery, type Transaction } from "./db.ts";

const { db } = await openTestStore({ after });

const columns = ["id", "text", "day", "list"] as const;
const create = "create temp table copied (id bigint, text text, day date, list text[]) on commit drop";
const select = "select id, text, day, list from copied order by id";
const copied = defineQuery(
  z.object({
    id: z.number(),
    text: z.string().nullable(),
    day: z.string().nullable(),
    list: z.array(z.string()).nullable(),
  }),
  sql`select id, text, day, list from copied order by id`,
);

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text, "utf8");
}

async function copyOut(tx: Transaction): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const piece of tx.copyOut(select)) parts.push(piece);
  return Buffer.concat(parts).toString("utf8");
}

const lines = [
  "1\tplain\t2026-11-21\t{a,b}\n",
  "2\t\\N\t\\N\t\\N\n",
  '3\ta\\tb\\nc\\\\d é \t2015-02-01\t{"with blank",""}\n',
];

test("COPY text goes in and comes out the same, byte for byte", async () => {
  await db.transaction(async (tx) => {
    await tx.script(create);
    assert.equal(await tx.copyIn("copied", columns, pieces(lines.join(""))), 3);
    assert.equal(await copyOut(tx), lines.join(""));
    assert.deepEqual(await tx.all(copied), [
      { id: 1, text: "plain", day: "2026-11-21", list: ["a", "b"] },
      { id: 2, text: null, day: null, list: null },
      { id: 3, text: "a\tb\nc\\d é ", day: "2015-02-01", list: ["with blank", ""] },
    ]);
  });
});

test("pieces that each end with a row are one copy", async () => {
  await db.transaction(async (tx) => {
    await tx.script(create);
    assert.equal(await tx.copyIn("copied", columns, pieces(...lines)), 3);
    assert.equal(await copyOut(tx), lines.join(""));
  });
});

test("a piece stays its maker's when it is part of a larger buffer", async () => {
  const whole = Buffer.from(lines.join(""), "utf8");
  const cut = Buffer.byteLength(lines[0] ?? "");
  async function* views(): AsyncGenerator<Uint8Array> {
    yield whole.subarray(0, cut);
    yield whole.subarray(cut);
  }
  await db.transaction(async (tx) => {
    await tx.script(create);
    assert.equal(await tx.copyIn("copied", columns, views()), 3);
    assert.equal(await copyOut(tx), lines.join(""));
  });
});

test("nothing copied is no row, and an empty answer is no byte", async () => {
  await db.transaction(async (tx) => {
    await tx.script(create);
    assert.equal(await tx.copyIn("copied", columns, pieces()), 0);
    assert.equal(await copyOut(tx), "");
  });
});

test("a row that its table does not take undoes the copy and the transaction", async () => {
  const work = db.transaction(async (tx) => {
    await tx.run(
      sql`insert into term (term_id, field, written, position) values (500, 'made up', 'x', null)`,
    );
    await tx.copyIn(
      "term",
      ["term_id", "field", "written"],
      pieces("501\tmade up\ty\n", "five\tmade up\tz\n"),
    );
  });
  await assert.rejects(work, { code: "22P02" });
  const left = defineQuery(
    z.object({ n: z.number() }),
    sql`select count(*) as n from term where term_id >= 500`,
  );
  assert.equal((await db.one(left)).n, 0);
});

test("what a source of pieces throws comes out, and nothing stands", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("502\tmade up\ty\n", "utf8");
    throw new Error("the reader met its end");
  }
  await assert.rejects(
    db.transaction((tx) => tx.copyIn("term", ["term_id", "field", "written"], broken())),
    /the reader met its end/,
  );
  const left = defineQuery(
    z.object({ n: z.number() }),
    sql`select count(*) as n from term where term_id = 502`,
  );
  assert.equal((await db.one(left)).n, 0);
  await db.transaction((tx) => tx.run(sql`select 1`));
});

const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\b", "\\b")
    .replaceAll("\f", "\\f")
    .replaceAll("\v", "\\v");

test("any text goes in and comes out as it was", async () => {
  const texts = fc.array(
    fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000")),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(texts, (all) =>
      db.transaction(async (tx) => {
        await tx.script(create);
        const text = all.map((one, i) => `${i}\t${escaped(one)}\t\\N\t\\N\n`).join("");
        await tx.copyIn("copied", columns, pieces(text));
        assert.equal(await copyOut(tx), text);
        assert.deepEqual(
          (await tx.all(copied)).map((row) => row.text),
          all,
        );
      }),
    ),
    { numRuns: 20 },
  );
});
