import { html } from "hono/html";
import type { AuditLine } from "../../../records/exchange/audit-log.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { plainTable } from "../case/plain-table.ts";
import { timeMarkup } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";
import { pagingMarkup } from "./requests.ts";

/** What the audit log shows; `zone` is that of the organisation's first facility, UTC where it has none. */
export interface AuditView {
  readonly lines: readonly AuditLine[];
  readonly before: number | null;
  readonly next: number | null;
  readonly zone: string;
}

const mostShown = 6;

function whatText(line: AuditLine, { words }: Visit): string {
  if (line.what === "read") {
    const page = words.page_names[line.page as keyof typeof words.page_names] ?? line.page ?? "";
    return words.audit.read(page.charAt(0).toLowerCase() + page.slice(1));
  }
  return words.audit.wrote(words.actions[line.what]?.title ?? line.what.replaceAll("_", " "));
}

function shownMarkup({ requests, bookings }: AuditLine, { words }: Visit): Markup {
  const all = [...requests.map(words.audit.request), ...bookings.map(words.audit.booking)];
  const rest = all.length - mostShown;
  return html`${all.slice(0, mostShown).join(", ")}${rest > 0 && ` ${words.audit.more(rest)}`}`;
}

/** Who of an organisation read or wrote what, newest first. */
export function auditPage({ lines, before, next, zone }: AuditView, visit: Visit): WorkPage {
  const { words } = visit;
  const said = words.audit;
  const columns = [said.when, said.who, said.what, said.shown, said.position, said.hash];
  return {
    title: said.title,
    section: "/exchange/audit",
    main: html`${pageHeading(said.title, said.lead)}
    <p class="known-at">${words.frame.times_of(zone)}</p>
    ${
      lines.length === 0
        ? html`<p class="empty-table">${said.empty}</p>`
        : html`<h2 class="table-title" id="audit-heading">${said.caption}</h2>${plainTable(
            words.frame.table_of(said.caption),
            columns,
            lines.map((line) => [
              timeMarkup(line.recorded_at, zone, words),
              line.author,
              whatText(line, visit),
              shownMarkup(line, visit),
              String(line.position),
              html`<code class="hash short-hash" title="${line.hash}">${line.hash.slice(0, 16)}</code>`,
            ]),
          )}`
    }
    ${pagingMarkup("/exchange/audit", next, before, visit)}`,
  };
}
