import { readdirSync, readFileSync } from "node:fs";
import { NotFound } from "../../base/errors.ts";
import { projectPath } from "../../base/paths.ts";
import { type RenderedDocument, renderMarkdown } from "./markdown.ts";

const folder = projectPath("docs", "methodology");
const nameForm = /^[a-z0-9-]+$/;

/** The names of the methodology's documents, in the order of the alphabet. */
export function documentNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length))
    .filter((name) => nameForm.test(name))
    .sort();
}

/** A link of one methodology document to another leads to its page; one to a file of the project leads nowhere here. */
function linkOf(href: string): string | null {
  if (/^https:\/\//.test(href) || href.startsWith("#")) return href;
  const [, name = "", anchor = ""] = /^(?:\.\/)?([a-z0-9-]+)\.md(#.*)?$/.exec(href) ?? [];
  return documentNames().includes(name) ? `/methodology/${name}${anchor}` : null;
}

/** A methodology document by its name; `NotFound` names those that there are. */
export function methodologyDocument(name: string): RenderedDocument {
  const names = documentNames();
  if (!names.includes(name))
    throw new NotFound(
      `there is no methodology document "${name.slice(0, 60)}"; there are ${names.join(", ")}`,
    );
  return renderMarkdown(readFileSync(`${folder}/${name}.md`, "utf8"), linkOf);
}
