import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openExchangeApi } from "../../../test/support/exchange-api.ts";
import { issueApiToken } from "../../access/api-token.ts";
import { tenCases } from "../../cli/replay/case-file.ts";
import { seedCases } from "../../cli/replay/seed.ts";
import { apiRoot } from "../app.ts";
import { bookingSchema, bookingsSchema, eventsSchema, requestSchema, requestsSchema } from "./schemas.ts";

const { api, store, services, clock } = await openExchangeApi({ after });
const file = tenCases();
const seeded = await seedCases(store.db, services, file);

async function readerOf(login: string) {
  const token = await issueApiToken(
    store.db,
    { login, label: "test", days: 9, issued_by: "test" },
    clock.now(),
  );
  return async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await api.request(`${apiRoot}/exchange${path}`, { headers });
    assert.equal(response.status, 200, path);
    return response.json();
  };
}
const office = await readerOf("ero-duty-1");

for (const [at, { id, request_id }] of seeded.entries()) {
  test(`${id}: what both sides read of it is what the description says, and nothing else`, async () => {
    const jail = await readerOf(file.cases[at]?.expect.seen_by ?? "");
    for (const read of [jail, office]) {
      const request = await read(`/requests/${request_id}`);
      assert.deepEqual(requestSchema.parse(request), request);
      const events = await read(`/requests/${request_id}/events`);
      assert.deepEqual(eventsSchema.parse(events), events);
    }
    const bookings = await jail("/bookings");
    assert.deepEqual(bookingsSchema.parse(bookings), bookings);
    for (const { booking_id } of bookingsSchema.parse(bookings).bookings) {
      const booking = await jail(`/bookings/${booking_id}`);
      assert.deepEqual(bookingSchema.parse(booking), booking);
      assert.ok(!JSON.stringify(await office(`/requests/${request_id}/events`)).includes(`${booking_id}`));
    }
  });
}

test("the office's list has its requests once each, newest first, and none is open at the end but the one reissued", async () => {
  const list = requestsSchema.parse(await office("/requests?which=all"));
  const ids = list.requests.map((one) => one.request_id);
  assert.equal(ids.length, 11);
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => b - a),
  );
  const open = requestsSchema.parse(await office("/requests"));
  assert.deepEqual(
    open.requests.map((one) => one.state.issue.addressee),
    ["Franklin County Jail, Pennsylvania"],
  );
});
