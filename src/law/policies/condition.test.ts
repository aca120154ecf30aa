import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Condition, ConditionAnswer } from "./condition.ts";
import { conditionFacts, factsImplied } from "./condition-facts.ts";
import { conditionWords, formatCondition, parseCondition } from "./condition-text.ts";
import { evaluateCondition, type KnownFacts } from "./evaluate-condition.ts";

const on = "2017-02-03";
const name = fc.constantFrom("felony", "violent or serious", "PC 1192.7(c), 667.5(c)");
const facts = ["detainer", "judicial_warrant", "criminal_warrant", "final_order", "judge_approval"];
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...facts).map((fact) => ({ fact })),
  name.map((conviction) => ({ conviction })),
  fc
    .tuple(name, fc.constantFrom(1, 5, 15))
    .map(([conviction, within_years]) => ({ conviction, within_years })),
  name.map((charge) => ({ charge })),
  fc.constantFrom("listed security factors", "an emergency (b)").map((words) => ({ words })),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((any) => ({ any })),
    tie("condition").map((not) => ({ not })),
  ),
}));
const truth = fc.dictionary(fc.constantFrom(...facts), fc.boolean());
const known: fc.Arbitrary<KnownFacts> = fc.record({
  on: fc.constant(on),
  facts: truth,
  convictions: fc.dictionary(
    name,
    fc.oneof(fc.boolean(), fc.constantFrom("2001-01-01", "2012-02-03", "2016-05-05")),
  ),
  charges: fc.dictionary(name, fc.boolean()),
});

test("a condition that is written is read back", () => {
  fc.assert(fc.property(condition, (one) => assert.deepEqual(parseCondition(formatCondition(one)), one)));
});

test("AND binds before OR, and NOT before both", () => {
  assert.deepEqual(parseCondition("detainer OR NOT final_order AND charge(felony)"), {
    any: [{ fact: "detainer" }, { all: [{ not: { fact: "final_order" } }, { charge: "felony" }] }],
  });
  assert.deepEqual(parseCondition("conviction(PC 1192.7(c), 667.5(c)) within 5 years"), {
    conviction: "PC 1192.7(c), 667.5(c)",
    within_years: 5,
  });
});

const wrong: readonly [string, RegExp][] = [
  ["", /ends where a fact should stand/],
  ["judicial_warant", /"judicial_warant" is no fact/],
  ["detainer AND", /ends where a fact should stand/],
  ["(detainer", /a parenthesis is not closed/],
  ["detainer)", /"\)" follows a condition that is complete/],
  ["conviction(felony", /the parenthesis of conviction is not closed/],
  ["charge(felony) within 5 years", /only a conviction has years/],
  ["words( )", /words\(\) says nothing/],
  ["detainer; or else", /"; or else" is no part of a condition/],
  ["detainer final_order", /"final_order" follows a condition/],
];
for (const [text, reason] of wrong)
  test(`"${text}" is refused`, () => assert.throws(() => parseCondition(text), reason));

test("every fact has words, and implies facts that are there and never itself", () => {
  for (const [fact, { words, implies = [] }] of Object.entries(conditionFacts)) {
    assert.ok(words.length > 5, fact);
    for (const other of implies) assert.ok(other in conditionFacts, `${fact} implies ${other}`);
    assert.equal(factsImplied(fact).filter((one) => one === fact).length, 1, fact);
  }
});

test("a condition reads as words", () => {
  assert.equal(
    conditionWords(
      parseCondition("judicial_warrant AND (conviction(violent or serious) within 5 years OR final_order)"),
    ),
    "there is a warrant signed by a judge and (there is a conviction (violent or serious) within 5 years, or there is a final order of removal)",
  );
});

const answers: readonly [text: string, known: Partial<KnownFacts>, ConditionAnswer][] = [
  ["judicial_warrant", { facts: { judicial_warrant: true } }, "true"],
  ["judicial_warrant", { facts: { judicial_warrant: false } }, "false"],
  ["judicial_warrant", { facts: {} }, "unknown"],
  ["judicial_warrant", { facts: { administrative_warrant: true } }, "unknown"],
  ["judicial_warrant", { facts: { federal_criminal_warrant: true } }, "true"],
  ["criminal_warrant", { facts: { judicial_warrant: true } }, "unknown"],
  ["criminal_warrant", { facts: { judicial_warrant: false } }, "false"],
  ["federal_warrant", { facts: { administrative_warrant: true } }, "true"],
  ["judicial_warrant OR final_order", { facts: { final_order: true } }, "true"],
  ["judicial_warrant OR final_order", { facts: { final_order: false } }, "unknown"],
  ["judicial_warrant AND final_order", { facts: { final_order: false } }, "false"],
  ["NOT final_order", { facts: {} }, "unknown"],
  ["words(listed security factors)", { facts: { judicial_warrant: true } }, "unknown"],
  ["judicial_warrant OR words(an emergency)", { facts: { judicial_warrant: true } }, "true"],
  ["conviction(felony)", {}, "unknown"],
  ["conviction(felony)", { convictions: { felony: false } }, "false"],
  ["conviction(felony)", { convictions: { felony: true } }, "true"],
  ["conviction(felony)", { convictions: { misdemeanor: true } }, "unknown"],
  ["conviction(felony) within 5 years", { convictions: { felony: true } }, "unknown"],
  ["conviction(felony) within 5 years", { convictions: { felony: "2012-02-03" } }, "true"],
  ["conviction(felony) within 5 years", { convictions: { felony: "2012-02-02" } }, "false"],
  ["conviction(felony) within 5 years", { convictions: { felony: "2017-02-04" } }, "false"],
  ["conviction(felony) within 5 years", { on: "2016-02-29", convictions: { felony: "2011-02-28" } }, "true"],
  ["conviction(felony) within 5 years", { on: "2016-02-29", convictions: { felony: "2011-02-27" } }, "false"],
  ["conviction(felony) within 4 years", { on: "2016-02-29", convictions: { felony: "2012-02-28" } }, "false"],
  ["charge(felony)", { charges: { felony: true } }, "true"],
];
for (const [text, facts, answer] of answers)
  test(`${text} with ${JSON.stringify(facts)}: ${answer}`, () =>
    assert.equal(evaluateCondition(parseCondition(text), { on, facts: {}, ...facts }), answer));

test("no condition is met", () => assert.equal(evaluateCondition(null, { on, facts: {} }), "true"));

test("knowing more never turns a known answer around", () => {
  fc.assert(
    fc.property(condition, known, known, (one, less, more) => {
      const added: KnownFacts = {
        on,
        facts: { ...more.facts, ...less.facts },
        convictions: { ...more.convictions, ...less.convictions },
        charges: { ...more.charges, ...less.charges },
      };
      // facts that imply one another must not be at odds, or there is nothing to be known of them
      fc.pre(
        facts.every(
          (fact) => added.facts[fact] !== true || factsImplied(fact).every((f) => added.facts[f] !== false),
        ),
      );
      const before = evaluateCondition(one, less);
      if (before !== "unknown") assert.equal(evaluateCondition(one, added), before);
    }),
    { numRuns: 500 },
  );
});

test("not all is any not, and not any is all not", () => {
  const many = fc.array(condition, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(many, known, (parts, facts) => {
      const nots = parts.map((not) => ({ not }));
      assert.equal(
        evaluateCondition({ not: { all: parts } }, facts),
        evaluateCondition({ any: nots }, facts),
      );
      assert.equal(
        evaluateCondition({ not: { any: parts } }, facts),
        evaluateCondition({ all: nots }, facts),
      );
    }),
  );
});
