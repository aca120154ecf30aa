import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { InvalidInput } from "../../../base/errors.ts";
import { projectPath } from "../../../base/paths.ts";
import { eventDetails } from "../../../law/exchange/event-details.ts";
import { niemRequest, readNiemRequest } from "./niem-request.ts";

type Json = { [key: string]: unknown };
const sample = readFileSync(projectPath("samples", "exchange", "niem-request.json"), "utf8");
const changed = (change: (request: Json, message: Json) => void): string => {
  const made = JSON.parse(sample) as Json;
  change(made["j:DetainerNotificationRequest"] as Json, made);
  return JSON.stringify(made);
};
const more = (request: Json): Json => request["accord:DetainerNotificationRequestAugmentation"] as Json;

test("the sample request has every field that a request issued has, and nothing is passed over", () => {
  const { request, ignored } = niemRequest(sample);
  assert.deepEqual(ignored, []);
  const issued = { ...request, entered_by: "custodian", supersedes_request: null, is_synthetic: true };
  assert.deepEqual(eventDetails.request_issued.parse(issued), issued);
  assert.deepEqual(
    [
      request.form,
      request.basis_box,
      request.asks_hold,
      request.asks_interview,
      request.warrant,
      request.notify_hours,
    ],
    ["I-247A", "probable_cause", true, false, "I-205", 48],
  );
});

test("a form without boxes, lines of wording, and elements that have no place", () => {
  const { request, ignored } = niemRequest(
    changed((one) => {
      one["nc:ActivityName"] = "I-247";
      one["nc:ActivityReasonText"] = "first line\nsecond line";
      one["nc:ActivityDescriptionText"] = "not read";
      one["accord:DetainerNotificationRequestAugmentation"] = {
        "accord:BasisBoxCode": "not_on_form",
        "accord:NotifyIndicator": true,
      };
    }),
  );
  assert.deepEqual(
    [request.form, request.bases, request.basis_wording, request.warrant, request.asks_hold],
    ["I-247", [], "first line\nsecond line", "none", false],
  );
  assert.deepEqual(ignored, ["j:DetainerNotificationRequest/nc:ActivityDescriptionText"]);
});

const refused: readonly [what: string, json: string, says: RegExp][] = [
  [
    "an A-number for the reference",
    changed((one) => {
      one["nc:ActivityIdentification"] = { "nc:IdentificationID": "A 00000000" };
    }),
    /looks like an A-number/,
  ],
  [
    "an officer's name",
    changed((one) => {
      one["nc:ActivityContactEntity"] = { "nc:EntityPerson": { "nc:PersonName": {} } };
    }),
    /a person's name/,
  ],
  [
    "a form that is none",
    changed((one) => {
      one["nc:ActivityName"] = "I-200";
    }),
    /form: /,
  ],
  [
    "no box",
    changed((one) => {
      delete more(one)["accord:BasisBoxCode"];
    }),
    /basis_box: /,
  ],
  [
    "half an hour's notice",
    changed((one) => {
      more(one)["accord:NotifyHoursQuantity"] = 0.5;
    }),
    /is no whole number/,
  ],
  [
    "yes for true",
    changed((one) => {
      more(one)["accord:HoldIndicator"] = "yes";
    }),
    /is neither true nor false/,
  ],
  [
    "a basis that is no text",
    changed((one) => {
      more(one)["accord:BasisCode"] = [1];
    }),
    /is no text/,
  ],
  [
    "a control character",
    changed((one) => {
      one["nc:ActivityReasonText"] = "a\u0007";
    }),
    /basis_wording: holds a control character/,
  ],
  [
    "no request",
    JSON.stringify({ "@context": (JSON.parse(sample) as Json)["@context"] }),
    /there is no j:DetainerNotificationRequest/,
  ],
];
for (const [what, json, says] of refused)
  test(`refused in one line: ${what}`, () => {
    assert.throws(
      () => readNiemRequest(json),
      (error: Error) => {
        assert.ok(error instanceof InvalidInput, String(error));
        assert.match(error.message, says);
        return !error.message.includes("\n");
      },
    );
  });
