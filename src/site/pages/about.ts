import { html } from "hono/html";
import type { Page } from "../layout/page.ts";
import { pageHeading, part } from "../markup/heading.ts";

const credits = [
  "ICE’s detainers of fiscal year 2015: released under the Freedom of Information Act (15-06333, 15-87693), collected by NPR (sanctuary-cities).",
  "ICE’s detainers of 2026: released under the Freedom of Information Act, collected by the Deportation Data Project (CC0 1.0).",
  "Places: U.S. Census Bureau; Open Civic Data division ids (CC0 1.0); counties of some cities by SimpleMaps (CC BY 4.0, simplemaps.com/data/us-cities).",
  "Offence codes: NCIC 2000 as in NIEM 1.0 (CC BY 4.0). Agencies: Federal Bureau of Investigation.",
  "ICE’s facility list: released under the Freedom of Information Act, published by the National Immigrant Justice Center, prepared by the University of Washington Center for Human Rights.",
  "Design: U.S. Web Design System. Letters: Public Sans (SIL Open Font License 1.1).",
];

const isNot = [
  "It is not a government site, and no agency has approved it.",
  "It is not legal advice.",
  "It does not say who cooperates. It says what was asked, what each side recorded, and how far the record goes.",
  "It keeps no name, date of birth or file number of any person. A person is a keyed hash within one release, and hashes of two releases never meet.",
];

const accessibility = [
  "Pages are made to meet WCAG 2.2, level AA. They are plain HTML: no page needs a script, every page can be used with a keyboard alone, down to a width of 320 pixels, and printed.",
  "Each chart stands beside a table with the same numbers. Colour never carries a meaning alone.",
  "The report is HTML first; its PDF is tagged (PDF/UA-1).",
  "Every page is tested with axe in the project’s own tests. Automatic tests find only some barriers: if you meet one, tell us as you would tell of any other error.",
];

const items = (texts: readonly string[]) =>
  html`<ul class="usa-list">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

/** What Accord is and is not, its licence, credits and accessibility. */
export function aboutPage(version: string): Page {
  return {
    title: "About Accord",
    description: "What Accord is and is not, its licence, its credits, and how accessible it is.",
    section: "/about",
    main: html`${pageHeading(
      "About Accord",
      "Accord is one shared, append-only record of immigration detainers: what federal officers asked of a jail, what each side recorded of it, and what the sources do not say.",
    )}
    ${part(
      "idea",
      "How it works",
      html`<p><strong>Parties assert, rules find, editions publish.</strong> A source file or a party asserts that something happened. A published, dated and cited
        rule finds what the outcome of a request is from that. An edition publishes findings as known at one position of the record. Nothing skips a step,
        and nothing is overwritten.</p>
        <p><strong>Nothing is attributed by its name alone.</strong> A facility is placed with the body that controlled it on the day, on evidence; what cannot be
        resolved is placed with nobody, and counted as that.</p>
        <p><strong>Small counts are suppressed</strong>, and with them other numbers from which they could be worked out.</p>`,
    )}
    ${part("is-not", "What it is not", items(isNot))}
    ${part("licence", "Licence and credits", html`<p>The program is licensed under the Apache License 2.0, version ${version}. The data rest on the work of others:</p>${items(credits)}`)}
    ${part("accessibility", "Accessibility", items(accessibility))}`,
  };
}
