import { performance } from "node:perf_hooks";
import { systemClock } from "../../src/base/clock.ts";
import { importServices } from "../../src/cli/services.ts";
import { openStore } from "../../src/db/open-store.ts";
import { importFile } from "../../src/sources/intake/import-file.ts";
import { isWorkbook } from "../../src/sources/readers/is-workbook.ts";
import { storeAnswers } from "../store-answers.ts";

/** Peak resident set of this process so far, in MiB. */
const peak = (): number => process.resourceUsage().maxRSS / 1024;

/**
 * Imports a file into a store as the command does: the time from the open store to the committed import, the peak memory before and after it, and
 * the store's answers (counted after the measure).
 */
const [file = "", folder = ""] = process.argv.slice(2);
const store = await openStore(folder, undefined, { is_lean: isWorkbook(file) });
const services = await importServices(store, systemClock(), () => undefined);
const peakOpen = peak();
const started = performance.now();
const imported = await importFile(services, file, {
  author: "benchmark",
  series: "synthetic-benchmark",
  vintage: null,
  is_synthetic: true,
});
const ms = performance.now() - started;
const peakImport = peak();
const answers = await storeAnswers(store.db);
await store.close();
const { read, recorded, known, quarantined } = imported;
process.stdout.write(
  JSON.stringify({
    ms,
    peak_open_mb: peakOpen,
    peak_import_mb: peakImport,
    read,
    recorded,
    known,
    quarantined,
    answers,
  }),
);
