/** A bar on stderr that shows how far a run has come; silent when stderr is no terminal or the answer is JSON. */
export interface ProgressBar {
  /** Says what is being done and how much of the whole is behind, 0 to 1. */
  show(share: number, what: string): void;
  done(): void;
}

const width = 30;

/** A progress bar; `quiet` makes one that says nothing. On a stream that is no terminal each new step is a line. */
export function progressBar(quiet: boolean): ProgressBar {
  const terminal = process.stderr.isTTY === true;
  let last = "";
  return {
    show(share, what) {
      if (quiet) return;
      const full = Math.round(Math.min(1, Math.max(0, share)) * width);
      const bar = `[${"#".repeat(full)}${".".repeat(width - full)}] ${String(Math.round(share * 100)).padStart(3)} %  ${what}`;
      if (terminal) process.stderr.write(`\r\u001b[K${bar}`);
      else if (what.replace(/[\d,]+/g, "") !== last) process.stderr.write(`${bar}\n`);
      last = what.replace(/[\d,]+/g, "");
    },
    done() {
      if (!quiet && terminal) process.stderr.write("\r\u001b[K");
    },
  };
}
