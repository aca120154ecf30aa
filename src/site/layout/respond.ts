import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Frame, type Page, renderPage } from "./page.ts";

/** Answers with a page. A page is always asked for anew, and answered with 304 where it is the same. */
export async function respond(
  c: Context,
  page: Page,
  frame: Frame,
  status: ContentfulStatusCode = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return c.body(await renderPage(page, frame), status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": status === 200 ? "no-cache" : "no-store",
    ...headers,
  });
}
