// The search page: filters that apply at once, and a dialog for them on narrow screens.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const form = one("#filters");
const dialog = one("#filter-dialog");

// --- Filters in a dialog

// The one form moves in and out, so that there is never a second set of the same inputs.
const home = form.parentElement;
const wide = matchMedia("(width >= 62rem)");

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-filters-open]");
  if (!opener || wide.matches) return;
  event.preventDefault();
  one(".inside", dialog).append(form);
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  home.append(form);
  if (dialog.returnValue === "show") one("#resultaten").scrollIntoView();
  one("[data-filters-open]")?.focus({ preventScroll: true });
});
wide.addEventListener("change", () => wide.matches && dialog.open && dialog.close());

// --- Requests

// A make that is taken off takes its models along; before htmx reads the form, hence capture.
form.addEventListener(
  "change",
  ({ target }) => {
    if (target.name !== "merk" || target.checked) return;
    for (const model of all(`[name=model][value^="${target.value}_"]`, form)) model.checked = false;
  },
  { capture: true },
);

// Empty fields say nothing: leave them out of the URL. A question waits until it is sent, and
// then makes room for the next one.
const box = one("#vraag");
box.addEventListener("change", (event) => event.stopPropagation());
form.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
  if (detail.triggeringEvent?.type !== "submit") detail.formData.delete("vraag");
});
form.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (detail.requestConfig.formData.has("vraag")) box.value = "";
});

// New facets come folded as the server would show them; keep what the visitor unfolded.
const folds = () => all("#facetten details[id]");
let open = new Map();
document.addEventListener("htmx:beforeSwap", () => {
  open = new Map(folds().map((fold) => [fold.id, fold.open]));
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  if (detail.target?.id !== "facetten") return;
  for (const fold of folds()) if (open.has(fold.id)) fold.open = open.get(fold.id);
});

// A page number that was followed is gone after the swap: go on from the results.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.boosted && document.activeElement === document.body) {
    const results = one("#resultaten");
    results.focus({ preventScroll: true });
    results.scrollIntoView();
  }
});

// --- Compact list

const compact = (on) => {
  one("#zoeken").classList.toggle("compact", on);
  one("[data-compact]")?.setAttribute("aria-pressed", on);
};
try {
  compact(localStorage.getItem("list") === "compact");
} catch {
  // Storage is off: the list starts wide.
}
document.addEventListener("htmx:afterSettle", () => compact(one("#zoeken").classList.contains("compact")));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-compact]");
  if (!button) return;
  const on = button.getAttribute("aria-pressed") !== "true";
  compact(on);
  try {
    localStorage.setItem("list", on ? "compact" : "");
  } catch {
    // Storage is off: the choice lasts for this page.
  }
});
