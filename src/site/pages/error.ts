import { html } from "hono/html";
import { isTold, statusOf } from "../../base/http.ts";
import type { Markup } from "../../reports/render/markup.ts";
import type { Page } from "../layout/page.ts";
import { pageHeading } from "../markup/heading.ts";

const titles: Readonly<Record<number, string>> = {
  400: "This cannot be read as it is",
  403: "This number is suppressed",
  404: "There is nothing here",
  405: "Only reading is possible here",
  413: "Too much was sent",
  414: "The address is too long",
};

const ways: Markup = html`<ul class="usa-list">
  <li><a href="/">The home page</a></li>
  <li><a href="/editions">Editions of the weekly report</a></li>
  <li><a href="/jurisdictions">Jurisdictions</a></li>
  <li><a href="/corrections">How to correct us</a></li>
</ul>`;

/** The page that tells an error: what happened, what was asked for, and where to go on; a fault of ours says nothing of its cause. */
export function errorPage(error: unknown): Page {
  const status = statusOf(error);
  const title = titles[status] ?? (status === 500 ? "The fault is ours" : "This cannot be shown");
  const told = isTold(error)
    ? error.message
    : "Something went wrong here that is not of your making. Nothing was changed. Please tell who runs this site what you asked for.";
  return {
    title,
    description: title,
    section: "",
    main: html`${pageHeading(title, told)}${ways}`,
  };
}
