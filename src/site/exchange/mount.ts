import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { mayDo } from "../../records/exchange/perform.ts";
import type { CasePage } from "../../reports/exchange/may-read.ts";
import type { Frame } from "../layout/page.ts";
import { reading, respondForbidden, respondTrouble, signedIn } from "./guard.ts";
import { wordsFor } from "./messages.ts";
import { sendPacket } from "./packet.ts";
import type { FreshAction } from "./pages/fresh.ts";
import type { ExchangePages, ExchangeSite } from "./parts.ts";
import {
  idOf,
  readAudit,
  readBooking,
  readBookings,
  readDesk,
  readFresh,
  readHome,
  readRelease,
  readRequest,
  readRequests,
  readWeek,
} from "./reads.ts";
import type { Visit } from "./visit.ts";
import { taking } from "./writes.ts";

const largestForm = 1_000_000; // bytes

const script = readFileSync(fileURLToPath(new URL("live.js", import.meta.url)));
const scriptVersion = sha256(script).slice(0, 16);
const scriptPath = "/exchange/live.js";

function sendScript(c: Context): Response {
  const isPinned = c.req.query("v") === scriptVersion;
  return c.body(new Uint8Array(script), 200, {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": isPinned ? "private, max-age=31536000, immutable" : "no-cache",
  });
}

/** A form that begins something new, for who may send it. */
function fresh(pages: ExchangePages, actionFor: (visit: Visit) => FreshAction) {
  return signedIn(pages, (visit) => {
    const action = actionNamed(actionFor(visit));
    if (mayDo(visit.actor, action)) return readFresh(visit, action.id as FreshAction);
    const { organisations, roles } = action;
    return respondForbidden(visit, {
      what: visit.words.actions[action.id]?.title ?? "",
      organisations,
      roles,
    });
  });
}

/** The version of a case as its reader sees it, and nothing else of it: what a script asks to tell that a page is old. */
function version(pages: ExchangePages, subject: "request" | "booking") {
  return reading(pages, subject, async (visit) => {
    const found = (await pages.versionOf?.(visit.actor, subject, idOf(visit, "id"))) ?? null;
    if (found === null) throw new NotFound("there is no such case among yours");
    return visit.c.json({ version: found }, 200, { "cache-control": "no-store" });
  });
}

function addReadings(app: Hono, pages: ExchangePages): void {
  const read = (path: string, page: CasePage, answer: (visit: Visit) => Promise<Response>) =>
    app.get(path, reading(pages, page, answer));
  app.get("/exchange", signedIn(pages, readHome));
  app.get(scriptPath, sendScript);
  read("/exchange/desk", "desk", readDesk);
  read("/exchange/requests", "requests", readRequests);
  const begins = (visit: Visit): FreshAction =>
    visit.actor.organisation_kind === "ero_field_office" ? "issue_request" : "log_request";
  app.get("/exchange/requests/new", fresh(pages, begins));
  read("/exchange/requests/:id", "request", (visit) => readRequest(visit, idOf(visit, "id")));
  app.get("/exchange/requests/:id/version", version(pages, "request"));
  read("/exchange/requests/:id/packet", "packet", (visit) => sendPacket(visit, "pdf"));
  read("/exchange/requests/:id/packet.pdf", "packet", (visit) => sendPacket(visit, "pdf"));
  read("/exchange/requests/:id/packet.json", "packet", (visit) => sendPacket(visit, "json"));
  read("/exchange/requests/:id/packet.zip", "packet", (visit) => sendPacket(visit, "zip"));
  read("/exchange/week", "week", readWeek);
  read("/exchange/bookings", "bookings", readBookings);
  app.get(
    "/exchange/bookings/new",
    fresh(pages, () => "book"),
  );
  read("/exchange/bookings/:id", "booking", (visit) => readBooking(visit, idOf(visit, "id")));
  read("/exchange/bookings/:id/release", "booking", (visit) => readRelease(visit, idOf(visit, "id")));
  app.get("/exchange/bookings/:id/version", version(pages, "booking"));
  read("/exchange/audit", "audit", readAudit);
}

function addForms(app: Hono, pages: ExchangePages): void {
  const limit = bodyLimit({
    maxSize: largestForm,
    onError: (c) => {
      const error = new AppError("content_too_large", wordsFor(c).faults.too_large);
      return signedIn(pages, (visit) => respondTrouble(visit, error))(c);
    },
  });
  app.post("/exchange/actions/:action", limit, signedIn(pages, taking("none")));
  app.post("/exchange/requests/:id/actions/:action", limit, signedIn(pages, taking("request")));
  app.post("/exchange/bookings/:id/actions/:action", limit, signedIn(pages, taking("booking")));
}

/**
 * Adds the pages of the exchange below `/exchange` to an application whose sessions were read before (`mountAccess`). Everything
 * needs a session of a browser; what a role does not read or do is answered with 403 and says who does. Any other
 * address below `/exchange` is added before this is called.
 */
export function mountExchange(
  app: Hono,
  site: ExchangeSite,
  frame: Frame,
  warn: (line: string) => void,
): void {
  const pages = { ...site, frame, warn, script: `${scriptPath}?v=${scriptVersion}` };
  addReadings(app, pages);
  addForms(app, pages);
  const nothing = signedIn(pages, async (visit) =>
    respondTrouble(
      visit,
      new NotFound(`no page of the exchange has the address ${visit.c.req.path.slice(0, 100)}`),
    ),
  );
  app.all("/exchange/*", nothing);
}
