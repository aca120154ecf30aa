import type { Week } from "../../base/day.ts";
import type { CellRef, Relation, ShareOf, UnprintedCount } from "../disclosure/policy.ts";
import type { Basis, Chart, Column, Figure, Section, Table, TableCell } from "../edition.ts";
import type { Population, RequestGroup } from "../population/week-requests.ts";
import { both, meets, type Where, whereKey } from "../population/where.ts";

/** What a number counts, so that it can be taken back to its records. */
export interface Trace {
  readonly population: Population;
  readonly where: Where;
}

/** The week's requests, by population. */
export type WeekGroups = Readonly<Record<Population, readonly RequestGroup[]>>;

const cohorts: Readonly<Record<Population, string>> = {
  prepared: "by the day the form was prepared (issue-week cohort)",
  recorded: "by the day ICE recorded the end, whenever prepared",
  exchange: "by the day on which they ended, whenever issued (closed cohort)",
};

/** One side of a table: a row or column with what it counts. */
export interface Slice {
  readonly key: string;
  readonly label: string;
  readonly where: Where;
}

interface CountTable {
  readonly id: string;
  readonly caption: string;
  readonly population: Population;
  readonly of: string;
  readonly where: Where;
  readonly heading: string;
  readonly rows: readonly Slice[];
  readonly columns: readonly Slice[];
  /** Label of the row that sums the others; null where rows do not add up to a whole. */
  readonly total: string | null;
  /** Adds the share that each row's first column is of the total's. */
  readonly share?: string;
  readonly notes?: readonly string[];
  readonly empty: string;
  /** Columns whose parts, also columns, sum to them. */
  readonly column_sums?: readonly { readonly total: string; readonly parts: readonly string[] }[];
}

/**
 * Builds sections whose every number is a count over the week's groups under a named condition: the condition is kept for the
 * trace, and numbers that count the same are tied together for the disclosure policy.
 */
export class ReportBuilder {
  readonly sections: Section[] = [];
  readonly traces = new Map<CellRef, Trace>();
  readonly relations: Relation[] = [];
  readonly shares: ShareOf[] = [];
  readonly unprinted: UnprintedCount[] = [];
  readonly exempt: string[] = [];
  /** Numbers that stay hidden in a public view because another public edition hides them. */
  readonly keepHidden: string[] = [];
  readonly week: Week;
  readonly #groups: WeekGroups;
  readonly #base: Where;
  readonly #asOf: string;
  readonly #rules: readonly string[];
  readonly #sameCount = new Map<string, CellRef>();
  readonly #held: { readonly total: CellRef; readonly parts: readonly CellRef[] }[] = [];

  constructor(groups: WeekGroups, week: Week, asOf: string, rules: readonly string[], base: Where) {
    this.#groups = groups;
    this.week = week;
    this.#asOf = asOf;
    this.#rules = rules;
    this.#base = base;
  }

  /** How many requests of a population meet a condition, beside the edition's own (likely duplicates left out). */
  countOf(population: Population, where: Where): number {
    const full = both(this.#base, where);
    return this.#groups[population].reduce((n, group) => (meets(group, full) ? n + group.requests : n), 0);
  }

  /** How many rows the edition leaves out because their source marks them as likely duplicates; 0 when they are kept. */
  likelyDuplicates(population: Population): number {
    const marked = this.#groups[population].filter(
      (group) => group.is_likely_duplicate && !meets(group, this.#base),
    );
    return marked.reduce((n, group) => n + group.requests, 0);
  }

  /** The distinct values of a dimension among the requests that meet a condition, most frequent first. */
  valuesOf<K extends keyof RequestGroup>(
    population: Population,
    dimension: K,
    where: Where,
  ): { value: RequestGroup[K]; requests: number }[] {
    const counts = new Map<RequestGroup[K], number>();
    const full = both(this.#base, where);
    for (const group of this.#groups[population]) {
      if (meets(group, full))
        counts.set(group[dimension], (counts.get(group[dimension]) ?? 0) + group.requests);
    }
    return [...counts]
      .map(([value, requests]) => ({ value, requests }))
      .sort((a, b) => b.requests - a.requests || String(a.value).localeCompare(String(b.value), "en"));
  }

  basis(population: Population, of: string): Basis {
    return {
      population: `${of}, ${cohorts[population]}`,
      window: `${this.week.from} to ${this.week.to}`,
      as_of: this.#asOf,
      rules: this.#rules,
    };
  }

  /** A basis for what is not counted from the week's requests. */
  plainBasis(population: string, window: string): Basis {
    return { population, window, as_of: this.#asOf, rules: [] };
  }

  count(
    id: CellRef,
    label: string,
    population: Population,
    of: string,
    where: Where,
    note: string | null = null,
  ): Figure {
    return {
      id,
      label,
      kind: "count",
      value: this.#cell(id, population, where),
      missing: null,
      share_unknown: null,
      basis: this.basis(population, of),
      note,
    };
  }

  /** The share that `part` is of `whole`, beside the share of the whole whose answer is `unknown`. */
  share(
    id: CellRef,
    label: string,
    population: Population,
    of: string,
    part: Where,
    whole: Where,
    unknown: Where,
    note: string | null = null,
  ): Figure {
    const [partRef, wholeRef, unknownRef] = [
      ["part", both(whole, part)],
      ["whole", whole],
      ["unknown", both(whole, unknown)],
    ].map(([name, where]) => this.#unprintedCount(`${id}~${name as string}`, population, where as Where)) as [
      CellRef,
      CellRef,
      CellRef,
    ];
    const total = this.countOf(population, whole);
    this.shares.push({ share: id, part: partRef, whole: wholeRef, unknown: unknownRef });
    this.holds(wholeRef, [partRef, unknownRef]);
    this.traces.set(id, { population, where: both(this.#base, both(whole, part)) });
    const value = total === 0 ? null : this.countOf(population, both(whole, part)) / total;
    const share_unknown = total === 0 ? null : this.countOf(population, both(whole, unknown)) / total;
    return {
      id,
      label,
      kind: "share",
      value,
      missing: total === 0 ? "not_recorded" : null,
      share_unknown,
      basis: this.basis(population, of),
      note,
    };
  }

  /**
   * Says that one number holds others. Where they add up to it today they are declared to be all of it, although another
   * week's could be more: the policy then assumes a reader who knows.
   */
  holds(total: CellRef, parts: readonly CellRef[]): void {
    this.#held.push({ total, parts });
  }

  /** Every declared sum; call it when all sections are built. */
  allRelations(): Relation[] {
    const held = this.#held.map(({ total, parts }): Relation => {
      const sum = parts.reduce((n, part) => n + this.#traced(part), 0);
      return sum === this.#traced(total) ? { total, parts } : { total, parts, partial: true };
    });
    return [...this.relations, ...held];
  }

  #traced(id: CellRef): number {
    const trace = this.traces.get(id);
    if (!trace) throw new Error(`${id} is no number of this edition`);
    return this.#groups[trace.population].reduce(
      (n, group) => (meets(group, trace.where) ? n + group.requests : n),
      0,
    );
  }

  /** The value of a cell that a section lays out itself, with its trace. */
  tracedCount(id: CellRef, population: Population, where: Where): number {
    return this.#cell(id, population, where);
  }

  /** The ids of every number that the disclosure policy knows of. */
  numberIds(): string[] {
    const ids = this.sections.flatMap((section) => [
      ...section.figures.map((figure) => figure.id),
      ...section.tables.flatMap((table) =>
        table.rows.flatMap((row) => table.columns.map((column) => `${table.id}.${row.key}.${column.key}`)),
      ),
    ]);
    return [...ids, ...this.unprinted.map((count) => count.id)];
  }

  /** A count that is not of the week's requests (files, rows, entries): not about people, so never hidden. */
  plainCount(id: CellRef, label: string, value: number, basis: Basis, note: string | null = null): Figure {
    this.exempt.push(id);
    return { id, label, kind: "count", value, missing: null, share_unknown: null, basis, note };
  }

  /** A count of people that is not taken from the week's groups; the disclosure policy looks at it as at any other. */
  peopleCount(id: CellRef, label: string, value: number, basis: Basis, note: string | null = null): Figure {
    return { id, label, kind: "count", value, missing: null, share_unknown: null, basis, note };
  }

  table(spec: CountTable): Table {
    const rows =
      spec.total === null ? spec.rows : [...spec.rows, { key: "total", label: spec.total, where: {} }];
    const columns: Column[] = [
      { key: "label", label: spec.heading, kind: "text" },
      ...spec.columns.map(({ key, label }): Column => ({ key, label, kind: "count" })),
    ];
    if (spec.share) columns.push({ key: "share", label: spec.share, kind: "share" });
    const table: Table = {
      id: spec.id,
      caption: spec.caption,
      columns,
      rows:
        spec.rows.length === 0
          ? []
          : rows.map((row) => ({ key: row.key, cells: [row.label, ...this.#rowCells(spec, row)] })),
      total_row: spec.total === null || spec.rows.length === 0 ? null : "total",
      basis: this.basis(spec.population, spec.of),
      notes: spec.notes ?? [],
      empty: spec.empty,
    };
    for (const sum of spec.column_sums ?? []) {
      for (const { key } of table.rows)
        this.relations.push({
          total: `${spec.id}.${key}.${sum.total}`,
          parts: sum.parts.map((part) => `${spec.id}.${key}.${part}`),
        });
    }
    return table;
  }

  /** Adds a section; charts name tables of the same section. */
  section(section: {
    id: string;
    number: string;
    title: string;
    lead: readonly string[];
    figures?: readonly Figure[];
    tables?: readonly Table[];
    charts?: readonly Chart[];
  }): void {
    this.sections.push({ figures: [], tables: [], charts: [], ...section });
  }

  #rowCells(spec: CountTable, row: Slice): TableCell[] {
    const counts = spec.columns.map((column) =>
      this.#cell(
        `${spec.id}.${row.key}.${column.key}`,
        spec.population,
        both(spec.where, both(row.where, column.where)),
      ),
    );
    return spec.share ? [...counts, this.#rowShare(spec, row, counts[0] ?? 0)] : counts;
  }

  #rowShare(spec: CountTable, row: Slice, count: number): number | null {
    const first = spec.columns[0] as Slice;
    const whole = this.countOf(spec.population, both(spec.where, first.where));
    const wholeRef =
      spec.total === null
        ? this.#unprintedCount(`${spec.id}~whole`, spec.population, both(spec.where, first.where))
        : `${spec.id}.total.${first.key}`;
    this.shares.push({
      share: `${spec.id}.${row.key}.share`,
      part: `${spec.id}.${row.key}.${first.key}`,
      whole: wholeRef,
    });
    return whole === 0 ? null : count / whole;
  }

  #cell(id: CellRef, population: Population, where: Where): number {
    const full = both(this.#base, where);
    this.traces.set(id, { population, where: full });
    this.#tie(id, population, full);
    return this.countOf(population, where);
  }

  #unprintedCount(id: CellRef, population: Population, where: Where): CellRef {
    if (!this.unprinted.some((u) => u.id === id)) {
      this.unprinted.push({ id, value: this.countOf(population, where) });
      this.traces.set(id, { population, where: both(this.#base, where) });
      this.#tie(id, population, both(this.#base, where));
    }
    return id;
  }

  /**
   * Numbers that count the very same requests are declared to be one, whether by their conditions or because this week's
   * requests make them so: all those without a state can be those of one spelling, and a reader may know that.
   */
  #tie(id: CellRef, population: Population, full: Where): void {
    const members = this.#groups[population].flatMap((group, at) => (meets(group, full) ? [at] : []));
    const key = `${population}?${members.length === 0 ? whereKey(full) : members.join(",")}`;
    const first = this.#sameCount.get(key);
    if (first === undefined) this.#sameCount.set(key, id);
    else if (first !== id) this.relations.push({ total: first, parts: [id] });
  }
}
