import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { mountAccess } from "../access/http/mount.ts";
import { NotFound } from "../base/errors.ts";
import { checkReadingRequest, readingMethods, statusOf } from "../base/http.ts";
import { Assets } from "./assets.ts";
import { mountExchange } from "./exchange/mount.ts";
import { headers, isWorkPath, workHeaders } from "./headers.ts";
import type { Page } from "./layout/page.ts";
import { respond } from "./layout/respond.ts";
import { aboutPage } from "./pages/about.ts";
import { apiPage } from "./pages/api-index.ts";
import { correctionsPage } from "./pages/corrections.ts";
import { sendEditionFile } from "./pages/edition-files.ts";
import { readEditions } from "./pages/editions.ts";
import { errorPage } from "./pages/error.ts";
import { readFacilities } from "./pages/facilities.ts";
import { readHome } from "./pages/home.ts";
import { readJurisdictionPage } from "./pages/jurisdiction.ts";
import { readJurisdictionLaw } from "./pages/jurisdiction-law.ts";
import { readJurisdictions } from "./pages/jurisdictions.ts";
import { readMethodologyIndex, readMethodologyPage } from "./pages/methodology.ts";
import { readQuality } from "./pages/quality.ts";
import { readSources } from "./pages/sources.ts";
import { readTrace, readTraceIndex } from "./pages/trace.ts";
import type { SiteParts } from "./parts.ts";

type Read = (parts: SiteParts, c: Context) => Page | Promise<Page>;

/** The API's answer to HEAD is that to GET, so that both have one ETag; the body is dropped on the way out. */
function asGet(request: Request): Request {
  return request.method === "HEAD" ? new Request(request, { method: "GET" }) : request;
}

/** The site as an application: pages for people, the API below `parts.api.root`, the published folders as they are. */
export function createApp(parts: SiteParts): Hono {
  const app = new Hono();
  const assets = new Assets();
  const frame = { stylesheet: assets.stylesheet, version: parts.version, is_worked: parts.exchange !== null };
  const page = (read: Read) => async (c: Context) => respond(c, await read(parts, c), frame);

  const [published, worked] = [secureHeaders(headers), secureHeaders(workHeaders)];
  const tagged = etag();
  app.use((c, next) => (isWorkPath(c.req.path) ? worked : published)(c, next), compress());
  app.use((c, next) => (isWorkPath(c.req.path) ? next() : tagged(c, next))); // a page of cases is kept by nobody
  app.onError((error, c) => {
    const status = statusOf(error) as ContentfulStatusCode;
    if (status === 500) parts.warn(`${c.req.method} ${c.req.path}: ${error.message}`);
    return respond(c, errorPage(error), frame, status, status === 405 ? { allow: readingMethods } : {});
  });
  if (parts.exchange !== null) {
    mountAccess(
      app,
      {
        ...parts.exchange.access,
        render: (c, page, status) => respond(c, page, frame, status, { "cache-control": "no-store" }),
      },
      (path) => !isWorkPath(path), // what is published is for everybody, and the API reads who is asking by itself
    );
    mountExchange(app, parts.exchange, frame, parts.warn);
  }
  app.mount(parts.api.root, parts.api.fetch, { replaceRequest: asGet });
  app.use(async (c, next) => {
    checkReadingRequest(c.req.raw);
    if (c.req.method === "OPTIONS") return c.body(null, 204, { allow: readingMethods });
    await next();
  });

  app.get("/", page(readHome));
  app.get("/editions", page(readEditions));
  app.get("/editions/:edition_id", (c) =>
    c.redirect(`/editions/${encodeURIComponent(c.req.param("edition_id"))}/`, 308),
  );
  app.get("/editions/:edition_id/*", (c) => sendEditionFile(parts, c));
  app.get("/jurisdictions", page(readJurisdictions));
  app.get("/jurisdictions/:geoid", page(readJurisdictionPage));
  app.get("/jurisdictions/:geoid/law", async (c) => {
    const { page: answer, status } = await readJurisdictionLaw(parts, c);
    return respond(c, answer, frame, status);
  });
  app.get("/facilities", (c) => {
    const { page: answer, status } = readFacilities(parts, c);
    return respond(c, answer, frame, status);
  });
  app.get("/sources", page(readSources));
  app.get("/quality", page(readQuality));
  app.get("/trace", page(readTraceIndex));
  app.get("/trace/:edition_id", page(readTrace));
  app.get("/methodology", page(readMethodologyIndex));
  app.get(
    "/methodology/:name",
    page((_, c) => readMethodologyPage(c)),
  );
  app.get("/corrections", page(correctionsPage));
  app.get(
    "/about",
    page(() => aboutPage(parts.version)),
  );
  app.get("/api", page(apiPage));
  app.get("/assets/:name", (c) => assets.send(c, c.req.param("name")));
  app.get("/:page/", (c) => c.redirect(`/${encodeURIComponent(c.req.param("page"))}`, 308));
  app.all("*", (c) => {
    throw new NotFound(`no page of this site has the address ${c.req.path.slice(0, 100)}`);
  });
  return app;
}
