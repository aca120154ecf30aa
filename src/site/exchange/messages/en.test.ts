import assert from "node:assert/strict";
import { test } from "node:test";
import { actions } from "../../../records/exchange/actions/catalogue.ts";
import { openFields } from "../form-layout.ts";
import { type FieldShape, formShape } from "../form-shape.ts";
import { en } from "./en.ts";

const groups = Object.values(en.choices).map((group) => Object.keys(group).toSorted().join(" "));
const allShapes = (shapes: readonly FieldShape[]): FieldShape[] =>
  shapes.flatMap((shape) => [shape, ...allShapes(shape.row)]);

test("every action has words of its own", () => {
  assert.ok(actions.length >= 24);
  assert.deepEqual(
    actions.map((action) => action.id).filter((id) => en.actions[id] === undefined),
    [],
  );
});

for (const action of actions)
  test(`every field of ${action.id} has a label, and every code its words`, () => {
    const shapes = allShapes(formShape(action));
    const nameless = shapes.filter(
      (shape) => (en.fields_of[`${action.id}.${shape.name}`] ?? en.fields[shape.name]) === undefined,
    );
    assert.deepEqual(
      nameless.map((shape) => shape.name),
      [],
    );
    const wordless = shapes.filter(
      (shape) => shape.codes.length > 0 && !groups.includes(shape.codes.toSorted().join(" ")),
    );
    assert.deepEqual(
      wordless.map((shape) => shape.name),
      [],
    );
  });

test("every ticked field says what is ticked, and fields that stand open are fields", () => {
  for (const action of actions) {
    const shapes = formShape(action);
    const ticks = shapes.filter((shape) => shape.kind === "tick" || shape.kind === "must_tick");
    for (const { name } of ticks)
      assert.ok((en.fields_of[`${action.id}.${name}`] ?? en.fields[name])?.tick !== undefined, name);
    const names = shapes.map((shape) => shape.name);
    assert.deepEqual(
      (openFields[action.id] ?? []).filter((name) => !names.includes(name)),
      [],
    );
  }
});

test("two vocabularies with the same codes have the same words, so that a form finds its own", () => {
  assert.equal(new Set(groups).size, groups.length);
});

test("nothing of ours calls anyone a name", () => {
  const all = JSON.stringify(en);
  assert.doesNotMatch(all, /sanctuary|criminal alien|failed to|\binmate|\billegal|\balien\b/i);
});
