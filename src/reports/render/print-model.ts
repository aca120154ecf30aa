import type { Basis, Edition, Figure, Section, Table } from "../edition.ts";
import type { Picture } from "./charts/draw.ts";
import { colophonParts } from "./colophon.ts";
import {
  correctionItems,
  readingRows,
  standing,
  statusRows,
  verifyCommands,
  warnings,
} from "./standing-text.ts";
import { cellWords, countText, coverText, figureWords, notesOf, unknownText, type Words } from "./wording.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The edition in the words of print: what `templates/report.typ` sets, with nothing left for it to decide but layout. */
export function printModel(
  edition: Edition,
  pictures: ReadonlyMap<string, Picture>,
  keyFingerprint: string,
): Json {
  return {
    id: edition.id,
    title: edition.title,
    subtitle: edition.subtitle,
    week: `${edition.period.from} to ${edition.period.to}`,
    running: warnings(edition).map((warning) => warning.split(/[:.]/)[0] ?? ""),
    warnings: warnings(edition),
    status: statusRows(edition),
    summary: edition.summary,
    reading: readingRows,
    sections: edition.sections.map((section) => sectionModel(section, pictures)),
    headings: Object.fromEntries(colophonParts.map((part) => [part.id, part.title])),
    rules: edition.rules.map((rule) => ({
      name: `${rule.id}@${rule.version}`,
      cite: rule.cite,
      text: rule.text,
    })),
    sources: edition.sources.map((source) => ({
      name: source.name + (source.is_synthetic ? " (synthetic)" : ""),
      facts: [
        ["Series", `${source.series}, release ${source.release_id}, layout ${source.layout}`],
        ["Rows", `${countText(source.rows)}, ${coverText(source)}`],
        ...(source.credit === null ? [] : [["Credit", source.credit]]),
      ],
      sha256: source.sha256,
    })),
    standing,
    verify_commands: verifyCommands,
    key_fingerprint: keyFingerprint,
    corrections: correctionItems(edition),
  };
}

function sectionModel(section: Section, pictures: ReadonlyMap<string, Picture>): Json {
  return {
    number: section.number,
    title: section.title,
    lead: section.lead,
    figures: section.figures.map(figureModel),
    tables: section.tables.map((table) => tableModel(section, table, pictures)),
  };
}

function figureModel(figure: Figure): Json {
  const words = figureWords(figure);
  const { id, label, note } = figure;
  return {
    id,
    label,
    note,
    ...wordsModel(words),
    unknown: unknownText(figure),
    basis: basisModel(figure.basis),
  };
}

function wordsModel(words: Words): { readonly text: string; readonly is_value: boolean } {
  return { text: words.text, is_value: words.state === "value" };
}

function tableModel(section: Section, table: Table, pictures: ReadonlyMap<string, Picture>): Json {
  const rows = table.rows.map((row) => {
    const is_total = row.key === table.total_row;
    return {
      is_total,
      cells: row.cells.map((cell, at) => wordsModel(cellWords(cell, kindAt(table, at), is_total))),
    };
  });
  return {
    id: table.id,
    caption: table.caption,
    columns: table.columns.map((column, at) => columnModel(table, column.label, at)),
    rows,
    notes: notesOf(table),
    empty: table.empty,
    basis: basisModel(table.basis),
    charts: chartModels(section, table, pictures),
  };
}

function kindAt(table: Table, at: number): Table["columns"][number]["kind"] {
  return table.columns[at]?.kind ?? "text";
}

/** A column of words no longer than this is set at its own width, as a date is: a share of the page could be too little for it. */
const narrowest = 18;

/** A column, and its weight in characters: of words the longest cell, of numbers and dates the longest word or value. */
function columnModel(table: Table, label: string, at: number): Json {
  const kind = kindAt(table, at);
  const is_number = kind === "count" || kind === "share";
  const cells = table.rows.map(
    (row) => cellWords(row.cells[at] ?? null, kind, row.key === table.total_row).text.length,
  );
  const words = kind === "text" ? [label.length] : label.split(/[\s-]/).map((word) => word.length);
  const longest = Math.max(...words, ...cells, 8);
  const isNarrow = kind === "date" || (kind === "text" && longest <= narrowest);
  return { label, is_number, is_date: isNarrow, weight: Math.min(longest, 40 + longest / 8, 80) };
}

function chartModels(section: Section, table: Table, pictures: ReadonlyMap<string, Picture>): Json[] {
  return section.charts.flatMap((chart) => {
    const picture = chart.table_id === table.id ? pictures.get(chart.id) : undefined;
    if (picture === undefined) return [];
    return [
      { id: chart.id, title: chart.title, alt: chart.description, notes: picture.notes, svg: picture.wide },
    ];
  });
}

function basisModel(basis: Basis): Json {
  return [
    ["Counts", basis.population],
    ["Window", basis.window],
    ["As of", basis.as_of],
    ...(basis.rules.length === 0 ? [] : [["Rules", basis.rules.join(", ")]]),
  ];
}
