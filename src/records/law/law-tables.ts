import { type Catalogue, catalogueOf } from "../../law/definitions/catalogue.ts";
import type { LawTables, LetterRow, ListEntry, PublishedList } from "../../law/definitions/law-rows.ts";
import { readRows } from "../../places/tables.ts";

let tables: LawTables | undefined;
let catalogue: Catalogue | undefined;

/** The rows of a table of reference/law; their columns are held to its schema by the tests. */
function rows<Row>(name: string): readonly Row[] {
  return readRows(`law/${name}.csv`) as unknown as readonly Row[];
}

/** The tables of reference/law that the tests read; read once. */
export function lawTables(): LawTables {
  tables ??= {
    definitions: rows("definitions"),
    facts: rows("facts"),
    orders: rows("injunctions"),
    enforceability: rows("enforceability"),
    parties: rows("parties"),
    circuits: rows("circuits"),
  };
  return tables;
}

/** The tests of reference/law with their rules; made once. */
export function lawCatalogue(): Catalogue {
  catalogue ??= catalogueOf(lawTables());
  return catalogue;
}

/** Published lists, their entries, and letters. */
export interface Listings {
  readonly lists: readonly PublishedList[];
  readonly list_entries: readonly ListEntry[];
  readonly letters: readonly LetterRow[];
}

let listings: Listings | undefined;

/** The lists, entries and letters of reference/law; read once. */
export function lawListings(): Listings {
  listings ??= { lists: rows("published-lists"), list_entries: rows("lists"), letters: rows("letters") };
  return listings;
}
