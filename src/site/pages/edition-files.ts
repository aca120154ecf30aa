import { extname } from "node:path";
import type { Context } from "hono";
import { NotFound } from "../../base/errors.ts";
import { readPublished } from "../../reports/public/published-edition.ts";
import { paths } from "../../reports/publish/paths.ts";
import type { SiteParts } from "../parts.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".pdf": "application/pdf",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8; header=present",
  ".parquet": "application/vnd.apache.parquet",
  ".json": "application/json; charset=utf-8",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
const plain = "text/plain; charset=utf-8";

/** A data file is saved under a name that says of which edition it is; what a browser can show is shown. */
function disposition(id: string, path: string): string | null {
  const name = `${id}.${path.split("/").at(-1)}`;
  if (path === paths.page || path.startsWith("assets/")) return null;
  const kind = [".csv", ".parquet"].includes(extname(path)) ? "attachment" : "inline";
  return `${kind}; filename="${name}"`;
}

/**
 * Answers with a file of a published edition: only files that its own list of hashes names are served, and only bytes that
 * have the hash that was recorded, so that no path leads anywhere else.
 */
export async function sendEditionFile({ record }: SiteParts, c: Context): Promise<Response> {
  const id = c.req.param("edition_id") ?? "";
  const path = c.req.path.slice(`/editions/${id}/`.length) || paths.page;
  const published = await record.published(id);
  const bytes = await readPublished(published, path);
  if (bytes === null)
    throw new NotFound(`edition ${id} has no file ${path.slice(0, 80)}; SHA256SUMS lists its files`);
  const named = disposition(id, path);
  return c.body(new Uint8Array(bytes), 200, {
    "content-type": types[extname(path)] ?? plain,
    "cache-control": "no-cache",
    etag: `"${published.files.get(path) ?? `${published.record.sha256}-sig`}"`,
    ...(named === null ? {} : { "content-disposition": named }),
  });
}
