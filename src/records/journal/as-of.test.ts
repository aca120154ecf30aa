import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { knownAt } from "./as-of.ts";

const intake = await openIntake({ after });
const { db } = intake.store;

test("an empty record is known at position 0, at no instant", async () => {
  assert.deepEqual(await knownAt(db, undefined), { position: 0, recorded_at: null, is_asked: false });
});

test("without a position the latest fact is meant, with one that one", async () => {
  await intake.take(table(sixColumns, sixCells("2015-05-08")));
  await intake.take(table(sixColumns, sixCells("2015-06-08")));
  const at = "2026-01-05T12:00:00.000Z";
  assert.deepEqual(await knownAt(db, undefined), { position: 2, recorded_at: at, is_asked: false });
  assert.deepEqual(await knownAt(db, "  "), { position: 2, recorded_at: at, is_asked: false });
  assert.deepEqual(await knownAt(db, "1"), { position: 1, recorded_at: at, is_asked: true });
});

test("text that is no position and a position that is not there are told apart", async () => {
  for (const text of ["0", "-1", "1.5", "x", "1e3", "9".repeat(16)])
    await assert.rejects(knownAt(db, text), InvalidInput, text);
  await assert.rejects(
    knownAt(db, "3"),
    (error: Error) => error instanceof NotFound && /its last one is 2/.test(error.message),
  );
});
