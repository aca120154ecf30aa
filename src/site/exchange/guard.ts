import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { sessionOf } from "../../access/http/sessions.ts";
import { isTold, statusOf } from "../../base/http.ts";
import { type CasePage, mayRead, readers } from "../../reports/exchange/may-read.ts";
import { forbiddenPage, type Needed, troublePage } from "./pages/trouble.ts";
import type { ExchangePages } from "./parts.ts";
import { type Visit, visitOf } from "./visit.ts";
import { respondWork } from "./work-page.ts";

/** The page on which a form stands, by the address that it is sent to. */
function formPage(path: string): string {
  if (path === "/exchange/actions/book") return "/exchange/bookings/new";
  return path.startsWith("/exchange/actions/")
    ? "/exchange/requests/new"
    : path.replace(/\/actions\/[^/]*$/, "");
}

const signInPath = (c: Context): string => {
  const url = new URL(c.req.url);
  const next = c.req.method === "POST" ? formPage(url.pathname) : `${url.pathname}${url.search}`;
  return `/sign-in?next=${encodeURIComponent(next)}`;
};

/** Answers that a role is not enough, and says which would be. */
export function respondForbidden(visit: Visit, needed: Needed): Promise<Response> {
  return respondWork(visit, forbiddenPage(needed, visit), 403);
}

/** Answers with what went wrong; a fault of ours is told to who looks after the installation and to nobody else. */
export function respondTrouble(visit: Visit, error: unknown): Promise<Response> {
  const { c, pages } = visit;
  const status = statusOf(error) as ContentfulStatusCode;
  if (!isTold(error)) pages.warn(`${c.req.method} ${c.req.path}: ${(error as Error).message}`);
  return respondWork(visit, troublePage(error, visit), status);
}

/** A page for who is signed in at a browser; anybody else is sent to sign in first. */
export function signedIn(pages: ExchangePages, answer: (visit: Visit) => Promise<Response>) {
  return async (c: Context): Promise<Response> => {
    const session = sessionOf(c);
    if (session === null || session.kind !== "browser") return c.redirect(signInPath(c), 303);
    const visit = await visitOf(c, pages, session);
    try {
      return await answer(visit);
    } catch (error) {
      return respondTrouble(visit, error);
    }
  };
}

/** The same for a page of single cases, which only some roles read. */
export function reading(pages: ExchangePages, page: CasePage, answer: (visit: Visit) => Promise<Response>) {
  return signedIn(pages, (visit) =>
    mayRead(visit.actor, page)
      ? answer(visit)
      : respondForbidden(visit, { what: visit.words.page_names[page], ...readers[page] }),
  );
}
