// Says that a page changed since it was opened, and counts the time left on. The pages work without it.
const every = 15_000; // milliseconds between two questions
const patience = 10 * 60_000; // without a key, a pointer or a scroll nothing is asked: an idle session must be able to end

const notice = document.getElementById("changed");
let touched = Date.now();
for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"])
  addEventListener(kind, () => (touched = Date.now()), { passive: true });

async function ask() {
  if (document.hidden || Date.now() - touched > patience) return;
  const answer = await fetch(notice.dataset.live, { headers: { accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { version } = await answer.json();
  if (String(version) === notice.dataset.version) return;
  notice.firstElementChild.hidden = false;
  clearInterval(asking);
}
const asking = notice === null ? 0 : setInterval(() => ask().catch(() => {}), every);

const shown = notice?.dataset.now ?? document.querySelector("[data-now]")?.dataset.now;
const ahead = shown === undefined ? 0 : Date.parse(shown) - Date.now(); // the server's clock counts, not the browser's

function words(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function count() {
  for (const each of document.querySelectorAll("[data-until]")) {
    const minutes = Math.floor((Date.parse(each.dataset.until) - Date.now() - ahead) / 60_000);
    const text = minutes >= 0 ? each.dataset.left : each.dataset.over;
    each.textContent = text.replace("{time}", words(Math.abs(minutes)));
  }
}
if (document.querySelector("[data-until]") !== null) setInterval(count, every);
