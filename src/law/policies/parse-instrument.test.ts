import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { InvalidInput } from "../../base/errors.ts";
import { parseInstrument } from "./parse-instrument.ts";
import { readPlainYaml } from "./plain-yaml.ts";

const sound = `instrument_id: wa-made-up-2014
jurisdiction_level: county
state_usps: WA
jurisdiction_name: King County
jurisdiction_geoid: "53033"
issuer: a made-up council
instrument_type: ordinance
title: Made-up ordinance
binding: yes
adopted_on: 2014-08
effective_from: 2014-09-05
date_precision: day
summary: >-
  Made up for a test, in two lines: this is the first
  and this the second.
source_url: https://example.org/#clause
verification: general_knowledge
provisions:
  - provision_id: wa-made-up-2014-p01
    clause: 2.15.020(B)
    act: hold_on_administrative_paper
    modality: must_not_unless
    condition_text: a federal criminal warrant
    condition: federal_criminal_warrant
    applies_to: jail
    verification: seen
  - provision_id: wa-made-up-2014-p02
    act: notify_release
    modality: must_not
    condition_text: at any time
    condition: none
    applies_to: all
    verification: seen
  - provision_id: wa-made-up-2014-p03
    act: jail_interview
    modality: must_not_unless
    condition_text: the sheriff agrees
    applies_to: jail
    verification: seen
`;

test("a file is read with what its provisions take from the instrument", () => {
  const one = parseInstrument(sound, "made-up.yaml");
  assert.equal(one.summary, "Made up for a test, in two lines: this is the first and this the second.");
  assert.deepEqual([one.jurisdiction_geoid, one.adopted_on, one.effective_to], ["53033", "2014-08", null]);
  assert.deepEqual(
    one.provisions.map((p) => [p.condition, p.condition_text, p.in_force_from, p.source_url]),
    [
      [
        { fact: "federal_criminal_warrant" },
        "a federal criminal warrant",
        "2014-09-05",
        "https://example.org/#clause",
      ],
      [null, "at any time", "2014-09-05", "https://example.org/#clause"],
      [{ words: "the sheriff agrees" }, "the sheriff agrees", "2014-09-05", "https://example.org/#clause"],
    ],
  );
});

test("the same instrument in other YAML is the same", () => {
  const asYaml = parse(sound, { schema: "failsafe" }) as unknown;
  const one = parseInstrument(sound);
  for (const other of [
    stringify(asYaml),
    JSON.stringify(asYaml),
    `# a comment\n${sound}`,
    sound.replaceAll("\n", "\r\n"),
  ])
    assert.deepEqual(parseInstrument(other), one);
});

/** One change of the sound file, and what the refusal says. */
const bad: readonly [name: string, from: string, to: string, told: RegExp][] = [
  ["not YAML", "title: Made-up", "title: [Made-up", /^f\.yaml:\d+: not YAML: /],
  [
    "a key twice",
    "state_usps: WA",
    "state_usps: WA\nstate_usps: WA",
    /^f\.yaml:4: not YAML: Map keys must be unique/,
  ],
  [
    "a tab",
    "state_usps: WA",
    "state_usps:\n\tWA",
    /^f\.yaml:4: not YAML: Tabs are not allowed as indentation/,
  ],
  ["a field that is missing", "binding: yes\n", "", /^f\.yaml:\d+: binding is not one of yes, no, unclear$/],
  ["a title that is missing", "title: Made-up ordinance\n", "", /^f\.yaml:\d+: title is missing$/],
  [
    "an unknown field",
    "binding: yes",
    "binding: yes\nbindng: yes",
    /^f\.yaml:10: bindng is no field of such a file$/,
  ],
  [
    "an unknown act",
    "act: notify_release",
    "act: tell",
    /^f\.yaml:28: provisions\[1\]\.act is not one of hold_on/,
  ],
  [
    "an unknown modality",
    "modality: must_not\n",
    "modality: shall\n",
    /^f\.yaml:29: provisions\[1\]\.modality is not one/,
  ],
  [
    "a day that is none",
    "2014-09-05",
    "2014-09-31",
    /^f\.yaml:11: effective_from is no date; write 2014-08-14/,
  ],
  [
    "an end before the beginning",
    "date_prec",
    "effective_to: 2014-09-04\ndate_prec",
    /^f\.yaml:12: effective_to 2014-09-04 is before effective_from 2014-09-05/,
  ],
  [
    "a GEOID of another level",
    '"53033"',
    '"53"',
    /^f\.yaml:5: jurisdiction_geoid "53" is no GEOID of a county: that has 5 digits$/,
  ],
  [
    "a GEOID that is none",
    '"53033"',
    "5303",
    /^f\.yaml:5: jurisdiction_geoid is no GEOID of 2, 5 or 7 digits$/,
  ],
  [
    "a fact that is none",
    "condition: federal_criminal_warrant",
    "condition: crime_warrant",
    /^f\.yaml:24: provisions\[0\]\.condition "crime_warrant" is no fact/,
  ],
  [
    "a condition that is needed",
    "    condition_text: the sheriff agrees\n",
    "",
    /^f\.yaml:36: provisions\[2\]\.modality must_not_unless needs a condition$/,
  ],
  [
    "an id of another instrument",
    "-p02",
    "x-p02",
    /^f\.yaml:27: provisions\[1\]\.provision_id "wa-made-up-2014x-p02" does not begin with/,
  ],
  [
    "an id twice",
    "2014-p02",
    "2014-p01",
    /^f\.yaml:27: provisions\[1\]\.provision_id "wa-made-up-2014-p01" stands here twice$/,
  ],
  [
    "its own successor",
    "date_prec",
    "supersedes: wa-made-up-2014\ndate_prec",
    /^f\.yaml:12: supersedes an instrument cannot take its own place$/,
  ],
  [
    "a confirmation by nobody",
    "date_prec",
    "confirmed_on: 2016-01-01\ndate_prec",
    /confirmed_on and confirmed_by belong together/,
  ],
  [
    "a provision before its instrument",
    "    condition: none",
    "    condition: none\n    in_force_from: 2013",
    /in_force_from 2013 is before the instrument begins/,
  ],
  ["a list that is none", "provisions:\n", "provisions: none\nrest:\n", /provisions is no array/],
];
for (const [name, from, to, told] of bad)
  test(`${name} is refused with file, line and reason`, () => {
    const text = sound.replace(from, to);
    assert.notEqual(text, sound);
    assert.throws(
      () => parseInstrument(text, "f.yaml"),
      (error) => error instanceof InvalidInput && told.test(error.message.split("; f.yaml")[0] ?? ""),
    );
  });

test("every fault is told at once", () => {
  const text = sound.replace("act: notify_release", "act: tell").replace("title: Made-up ordinance\n", "");
  assert.throws(
    () => parseInstrument(text, "f.yaml"),
    /f\.yaml:\d+: title is missing; f\.yaml:27: provisions\[1\]\.act/,
  );
});

test("many faults are told in part, and kept in full", () => {
  assert.throws(
    () => parseInstrument("instrument_id: x\n", "f.yaml"),
    (error) =>
      error instanceof InvalidInput &&
      / state_usps is missing; .*; and 7 more$/.test(error.message) &&
      (error.details.faults as unknown[]).length === 12,
  );
});

test("what the plain reader reads, a whole YAML reader reads alike", () => {
  const unit = fc.constantFrom("a", "B", "7", " ", ":", "#", "-", '"', "'", "(", "é", "|", "\t", ",", "\\");
  const word = fc.tuple(
    fc.constantFrom("a", "7", "(", '"', ""),
    fc.string({ unit, maxLength: 6 }),
    fc.constantFrom("a", '"', ""),
  );
  const value = word.map((parts) => parts.join(""));
  const entry = (indent: string) =>
    fc.oneof(
      value.map((text) => `: ${text}`),
      fc
        .array(value, { minLength: 1, maxLength: 3 })
        .map((texts) => `: >-${texts.map((t) => `\n${indent}  ${t}`).join("")}`),
    );
  const item = fc.tuple(entry("    "), entry("    ")).map(([one, other]) => `\n  - x${one}\n    y${other}`);
  const list = fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => `:${items.join("")}`);
  const file = fc.array(fc.oneof(entry(""), list), { minLength: 1, maxLength: 3 });
  let seen = 0;
  fc.assert(
    fc.property(file, fc.constantFrom("\n", ""), (entries, end) => {
      const text = `${entries.map((one, at) => `k${at}${one}`).join("\n")}${end}`;
      const plain = readPlainYaml(text);
      if (plain === null) return;
      seen++;
      assert.deepEqual(plain, parse(text, { schema: "failsafe" }), text);
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen > 300, `only ${seen} texts were plain`);
});
