import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "./db.ts";

const columnRow = z.object({
  table_name: z.string(),
  table_comment: z.string().nullable(),
  column_name: z.string(),
  type: z.string(),
  is_required: z.boolean(),
  comment: z.string().nullable(),
});

const columns = defineQuery(
  columnRow,
  sql`
  select c.relname as table_name, obj_description(c.oid, 'pg_class') as table_comment, a.attname as column_name,
         format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as is_required, col_description(c.oid, a.attnum) as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
   where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'
   order by c.relname, a.attnum`,
);

const functionRow = z.object({ name: z.string(), arguments: z.string(), comment: z.string().nullable() });
const functions = defineQuery(
  functionRow,
  sql`
  select p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments, obj_description(p.oid, 'pg_proc') as comment
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' order by 1, 2`,
);

const cell = (text: string): string => text.replaceAll("|", "\\|");

function tableText(name: string, rows: readonly z.infer<typeof columnRow>[]): string {
  const lines = rows.map(
    (row) =>
      `| \`${row.column_name}\` | ${cell(row.type)}${row.is_required ? "" : ", may be empty"} | ${cell(row.comment ?? "")} |`,
  );
  return [
    `## ${name}`,
    "",
    rows[0]?.table_comment ?? "",
    "",
    "| column | type | meaning |",
    "|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

/** The data dictionary as Markdown, made of the comments in the store's own catalog: one section a table, one row a column. */
export async function dataDictionary(db: Reader): Promise<string> {
  const rows = await db.all(columns);
  const names = [...new Set(rows.map((row) => row.table_name))];
  const functionLines = (await db.all(functions)).map(
    (f) => `| \`${f.name}(${f.arguments})\` | ${cell(f.comment ?? "")} |`,
  );
  return [
    "# Data dictionary",
    "",
    "Made from the comments in the store's own catalog; a test fails when this page and the store differ.",
    "",
    ...names.map((name) =>
      tableText(
        name,
        rows.filter((row) => row.table_name === name),
      ),
    ),
    "## Functions",
    "",
    "| function | meaning |",
    "|---|---|",
    ...functionLines,
    "",
  ].join("\n");
}
