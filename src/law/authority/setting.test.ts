import assert from "node:assert/strict";
import { test } from "node:test";
import { settingOf } from "./setting.ts";

test("a county's jail is bound by its city where they are one, by the county and by the State", () => {
  const setting = settingOf({ kind: "county_jail", state_usps: "ZZ" }, "99001", ["9900100", "99001", "99"]);
  assert.deepEqual(setting, { geoids: ["9900100", "99001", "99"], state_usps: "ZZ", applies_to: "jail" });
});

test("a city's jail is not bound by the county that it stands in", () => {
  const setting = settingOf({ kind: "city_jail", state_usps: "ZZ" }, "9900100", ["9900100", "99001", "99"]);
  assert.deepEqual(setting.geoids, ["9900100", "99"]);
});

test("a State's prisons and jails are asked as such, and a federal body has no rule of a State above it", () => {
  const ask = (kind: string, own: string) => settingOf({ kind, state_usps: "ZZ" }, own, ["99"]);
  assert.equal(ask("state_prison", "99").applies_to, "state_prison");
  assert.equal(ask("state_jail", "99").applies_to, "state_prison");
  assert.equal(ask("police", "99").applies_to, "police");
  assert.deepEqual(ask("federal", "US").geoids, []);
});
