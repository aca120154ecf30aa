import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError, Conflict, InvalidInput, NoRuleInForce, NotFound } from "./errors.ts";
import { checkReadingRequest, isTold, statusOf } from "./http.ts";

test("each error has its status, and anything else is our own fault", () => {
  const errors = [
    new InvalidInput("x"),
    new NotFound("x"),
    new Conflict("x"),
    new NoRuleInForce("x"),
    new AppError("store", "x"),
    new Error("x"),
    "x",
  ];
  assert.deepEqual(errors.map(statusOf), [400, 404, 409, 422, 500, 500, 500]);
  assert.deepEqual(errors.map(isTold), [true, true, true, true, false, false, false]);
});

const request = (init: RequestInit = {}, path = "/") => new Request(`http://site${path}`, init);

test("a request to read passes; one that writes, carries content or goes on for ever does not", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) checkReadingRequest(request({ method }));
  const refused = (asked: Request): string => {
    try {
      checkReadingRequest(asked);
      return "passed";
    } catch (error) {
      return (error as AppError).code;
    }
  };
  assert.equal(refused(request({ method: "PUT" })), "method_not_allowed");
  assert.equal(refused(request({ headers: { "content-length": "1" } })), "content_too_large");
  assert.equal(refused(request({ headers: { "transfer-encoding": "chunked" } })), "content_too_large");
  assert.equal(refused(request({}, `/${"x".repeat(4096)}`)), "uri_too_long");
  assert.equal(refused(request({ headers: { "content-length": "0" } })), "passed");
});
