import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { NotFound } from "../../base/errors.ts";
import { lawCatalogue, lawTables } from "../../records/law/law-tables.ts";
import { type Definition, findDefinition, versionOn } from "./catalogue.ts";
import type { Evaluation, FactSet, FactValue } from "./definition.ts";
import { assess, evaluate } from "./evaluate.ts";
import { onlyVerified, withGiven } from "./facts-for.ts";
import { givenValue } from "./flips.ts";
import { levelOf } from "./jurisdiction.ts";
import { listed } from "./law-rows.ts";

const catalogue = lawCatalogue();
const runs = { numRuns: 300 };

/** Values that a fact can have in a made-up set: those that are tried for flips, and those that derivation gives besides. */
const more: Readonly<Record<string, readonly string[]>> = {
  rule_hold_on_admin: ["must_if", "may_protected", "unsettled"],
  rule_send_status_to_dhs: ["must", "may_protected", "unsettled"],
  rule_jail_access_dhs: ["conditional", "unsettled"],
  rule_share_release_date: ["must_if", "unsettled"],
  listed_on: ["DOJ-2025-08-05 2025-08-05", "DOJ-2025-08-05 not_listed", "DHS-2025-05-29 withdrawn"],
  removed_on: ["DOJ-2025-08-05 2025-09-26"],
  received_letter: ["LTR-2017-04-21 letter_potentially_violate", "LTR-2017-11-15 no_letter"],
  recipient_type: ["state", "local"],
  grant_fiscal_year: ["2016", "2017", "2018"],
  entity_is_federal_state_or_local: ["local", "other"],
  custody_facility_operator: ["made-up operator"],
  detainer_record_declined_date: ["2017-02-01"],
};
const valuesOf = new Map(
  lawTables().facts.map((fact) => [fact.fact_id, [...listed(fact.values), ...(more[fact.fact_id] ?? [])]]),
);

/** A made-up value; two values of one fact may have one source or two, and dates that are certain or not. */
function factValue(fact_id: string): fc.Arbitrary<FactValue> {
  return fc
    .record({
      value: fc.constantFrom(...(valuesOf.get(fact_id) ?? [])),
      source: fc.constantFrom("made-up-p01: clause", "made-up-p02: clause"),
      verification: fc.constantFrom("seen", "partly_seen", "general_knowledge"),
      doubt: fc.constantFrom(undefined, undefined, "its first day is not known"),
    })
    .map(({ doubt, ...rest }) => ({
      ...givenValue(fact_id, rest.value),
      ...rest,
      ...(doubt === undefined ? {} : { doubt }),
    }));
}

const factIds = [...valuesOf].filter(([, values]) => values.length > 0).map(([id]) => id);
const knownFacts = fc
  .subarray(factIds)
  .chain((ids) => fc.tuple(...ids.map((id) => fc.array(factValue(id), { minLength: 1, maxLength: 2 }))))
  .map((lists) => new Map(lists.map((list) => [(list[0] as FactValue).fact_id, list])));

interface Asked {
  readonly definition: Definition;
  readonly known: FactSet;
}

/** A test, a made-up set of facts, and a day on which the test is in force, of a place that orders may cover or not. */
const asked: fc.Arbitrary<Asked> = fc
  .record({
    definition: fc.constantFrom(...catalogue.definitions),
    geoid: fc.constantFrom("06085", "17031", "36059", "48453", "0644000", "4835000", "36", "48"),
    facts: knownFacts,
    at: fc.nat(),
  })
  .map(({ definition, geoid, facts, at }) => {
    const days = definition.versions.flatMap(({ row }) =>
      [row.in_force_from, "2018-09-01", "2020-03-01", "2025-09-01"].filter(
        (day) => day >= row.in_force_from && (row.in_force_before === "" || day < row.in_force_before),
      ),
    );
    const known: FactSet = {
      jurisdiction_geoid: geoid,
      jurisdiction_name: "made-up place",
      level: levelOf(geoid),
      on: days[at % days.length] as string,
      facts,
    };
    return { definition, known };
  });

function check(holds: (asked: Asked, evaluation: Evaluation) => void): void {
  fc.assert(
    fc.property(asked, (one) => holds(one, evaluate(one.definition, one.known, catalogue))),
    runs,
  );
}

test("a test answers for any facts, with reasons, and names facts as missing if and only if it cannot be determined", () => {
  check((_, found) => {
    assert.equal(found.facts_missing.length > 0, found.result === "not_determinable", found.definition);
    assert.ok(found.explanation.length > 0);
    assert.equal(new Set(found.facts_missing).size, found.facts_missing.length);
  });
});

test("a result depends only on the facts that its definition lists", () => {
  check(({ definition, known }, found) => {
    const { facts_listed } = versionOn(definition, known.on);
    const facts = new Map([...known.facts].filter(([id]) => facts_listed.has(id)));
    assert.deepEqual(evaluate(definition, { ...known, facts }, catalogue), found);
    assert.ok(
      [...found.facts_used.map((one) => one.fact_id), ...found.facts_missing].every((id) =>
        facts_listed.has(id),
      ),
    );
  });
});

test("a fact that the definition does not list changes nothing", () => {
  fc.assert(
    fc.property(asked, fc.constantFrom(...factIds).chain(factValue), ({ definition, known }, extra) => {
      fc.pre(!versionOn(definition, known.on).facts_listed.has(extra.fact_id));
      const before = assess(definition, known, catalogue);
      assert.deepEqual(assess(definition, withGiven(known, extra), catalogue), before);
    }),
    runs,
  );
});

/** The facts after a change, as a person would state them: a value that names a list or a letter stands beside the others. */
function changed(known: FactSet, change: Evaluation["flips"][number]["change"]): FactSet {
  const key = (value: string) => value.slice(0, value.indexOf(" "));
  const facts = new Map(known.facts);
  for (const { fact_id, to } of change) {
    const isKeyed = fact_id === "listed_on" || fact_id === "received_letter";
    const kept = isKeyed ? (facts.get(fact_id) ?? []).filter((one) => key(one.value) !== key(to)) : [];
    facts.set(fact_id, [...kept, givenValue(fact_id, to)]);
  }
  return { ...known, facts };
}

test("every flip really flips, to the result that it names, by the fewest changes", () => {
  let flips = 0;
  check(({ definition, known }, found) => {
    for (const flip of found.flips) {
      const after = assess(definition, changed(known, flip.change), catalogue);
      assert.equal(after.result, flip.result, `${definition.id}: ${JSON.stringify(flip.change)}`);
      assert.notEqual(flip.result, found.result);
      assert.notEqual(flip.result, "not_determinable", "to know less is no change of fact");
      for (const one of flip.change) assert.notEqual(one.from, one.to);
      flips++;
    }
    assert.ok(
      new Set(found.flips.map((flip) => flip.change.length)).size <= 1,
      "singles or pairs, never both",
    );
  });
  assert.ok(flips > runs.numRuns, `only ${flips} flips were tried`);
});

test("where no single fact would change a result, no pair holds a fact that changes it alone", () => {
  check(({ definition, known }, found) => {
    for (const { change } of found.flips.filter((flip) => flip.change.length === 2))
      for (const one of change) {
        const alone = assess(definition, changed(known, [one]), catalogue).result;
        assert.ok(alone === found.result || alone === "not_determinable", definition.id);
      }
  });
});

test("the same question has the same answer, text for text, and a table's cell is that answer without flips", () => {
  check(({ definition, known }, found) => {
    assert.equal(JSON.stringify(evaluate(definition, known, catalogue)), JSON.stringify(found));
    assert.deepEqual(assess(definition, known, catalogue), { ...found, flips: [] });
  });
});

test("facts left out for how far they were checked are not used, and are missing where they decide", () => {
  check(({ definition, known }) => {
    const found = evaluate(definition, onlyVerified(known, ["seen"]), catalogue);
    assert.ok(
      found.facts_used.every((one) => one.verification === "seen"),
      definition.id,
    );
    assert.ok(found.explanation[0]?.includes("seen"));
  });
});

test("a test is found by id or short name, whatever the case; another name is refused with the nearest", () => {
  const near = (name: string, among: readonly string[]) =>
    among.filter((one) => one.includes(name.slice(0, 3)));
  assert.equal(findDefinition(catalogue, "eo13768-9A", near).id, "EO13768-9a");
  assert.equal(findDefinition(catalogue, " PSP-Q3 ", near).id, "PSP-2017-08-03-Q3");
  assert.throws(
    () => findDefinition(catalogue, "psp-q9", near),
    (error: Error) => {
      assert.ok(error instanceof NotFound);
      assert.match(error.message, /no definition "psp-q9"; did you mean .*psp-q1/);
      return true;
    },
  );
});
