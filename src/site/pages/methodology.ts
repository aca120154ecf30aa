import type { Context } from "hono";
import { html } from "hono/html";
import type { Page } from "../layout/page.ts";
import { pageHeading } from "../markup/heading.ts";
import { documentNames, methodologyDocument } from "../methodology/documents.ts";

/** The list of the methodology's documents. */
export function readMethodologyIndex(): Page {
  const names = documentNames();
  return {
    title: "Method",
    description: "How each published number is made: its question, population, formula and known gaps.",
    section: "/methodology",
    main: html`${pageHeading(
      "Method",
      "For each published measure: the question it answers, whom or what it counts, the rule or formula itself, and the gaps that we know of. These pages are part of the program, and change with it.",
    )}
    <ul class="usa-list">${names.map((name) => html`<li><a href="/methodology/${name}">${methodologyDocument(name).title}</a></li>`)}</ul>`,
  };
}

/** One document of the methodology. */
export function readMethodologyPage(c: Context): Page {
  const { title, body } = methodologyDocument(c.req.param("name") ?? "");
  return {
    title: `${title}: method`,
    description: `How Accord makes its numbers: ${title}.`,
    section: "/methodology",
    main: html`<nav aria-label="Way back" class="way-back"><a href="/methodology">Method</a></nav>
    <div class="prose"><h1>${title}</h1>${body}</div>`,
  };
}
