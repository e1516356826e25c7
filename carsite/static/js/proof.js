// The margin beside an article: read again while the text is written, and buttons that fill the tables below it.
const PAUSE = 600; // ms without a keystroke
const margin = document.querySelector("[data-proof]");
const form = margin?.closest("form");
const body = margin?.querySelector("[data-proof-body]");
const status = margin?.querySelector("[data-proof-status]");
const SENT = /^(title|intro|body|listings_choice|csrfmiddlewaretoken|(pins|corrections)-.*)$/;
let timer, asking, asSaved;

const wake = () => body.querySelectorAll("[data-acts]").forEach((acts) => (acts.hidden = false));

const asked = () => {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) if (SENT.test(name) && typeof value === "string") data.append(name, value);
  return data;
};

const read = async () => {
  if (asSaved === signature()) return;
  asSaved = "";
  if (body.querySelector(":popover-open")) return later(); // somebody is reading a note
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(margin.dataset.proof, { method: "POST", body: asked(), signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    show(await answer.text());
    status.textContent = status.dataset.fresh;
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = status.dataset.failed;
  }
};

const show = (html) => {
  const focused = body.contains(document.activeElement) ? document.activeElement.id : "";
  body.innerHTML = html;
  wake();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
};

// What the page came with needs no reading: the server did that.
const signature = () => new URLSearchParams(asked()).toString();

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(read, PAUSE);
};

// --- The tables of the form: pins and corrections -------------------------------------------------

const rows = (prefix) =>
  [...document.querySelectorAll(`#${prefix}-group .form-row:not(.empty-form)`)].filter((row) => !row.querySelector("[name$=-DELETE]")?.checked);
const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);

const add = (prefix) => {
  document.querySelector(`#${prefix}-group .add-row a`).click();
  return rows(prefix).at(-1);
};

const drop = (row) => {
  const saved = cell(row, "DELETE");
  if (saved) saved.checked = true;
  else row.querySelector(".inline-deletelink").click();
};

const choose = (select, value, label) => {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
  select.value = value;
  django.jQuery(select).trigger("change"); // the autocomplete field listens to jQuery alone
};

const pin = ({ choose: kind, model, name, body: coachwork }) => {
  const mine = rows("pins").filter((row) => cell(row, "model").value === model);
  if (!kind || mine.length > 1) mine.slice(kind ? 1 : 0).forEach(drop);
  if (!kind) return;
  const row = mine[0] ?? add("pins");
  cell(row, "kind").value = kind;
  if (mine[0]) return;
  choose(cell(row, "model"), model, name);
  cell(row, "body").value = coachwork;
};

const correct = ({ correct: words, other }) => {
  const row = rows("corrections").find((one) => cell(one, "words").value.toLowerCase() === words.toLowerCase()) ?? add("corrections");
  cell(row, "words").value = words;
  for (const name of ["make", "model"]) choose(cell(row, name), "", "");
  if (other === undefined) return;
  row.scrollIntoView({ block: "center" });
  django.jQuery(cell(row, "model")).select2("open");
};

const act = (event) => {
  const button = event.target.closest("button[data-choose], button[data-correct]");
  if (!button) return;
  button.closest("[popover]")?.hidePopover();
  if ("choose" in button.dataset) pin(button.dataset);
  else correct(button.dataset);
  read();
};

// --- Why not this car? -----------------------------------------------------------------------------

const ask = async (event) => {
  const place = document.querySelector("[data-why]");
  if (!place) return;
  event.preventDefault();
  const data = asked();
  for (const [name, value] of new FormData(event.target)) data.append(name, value);
  const answer = await fetch(place.dataset.why, { method: "POST", body: data }).catch(() => null);
  if (answer?.ok) place.querySelector("[data-answer]").innerHTML = await answer.text();
  else event.target.submit(); // the page tells what is wrong
};

// --- Notes open by a click or Enter by themselves, and here when the pointer rests on a word --------

const hover = () => {
  let opening, closing;
  const note = (target) => target.closest?.(".mention")?.popoverTargetElement ?? target.closest?.(".note-card");
  body.addEventListener("pointerover", ({ target, pointerType }) => {
    const found = pointerType === "mouse" && note(target);
    clearTimeout(opening);
    if (!found) return;
    clearTimeout(closing);
    const source = target.closest(".mention");
    if (source) opening = setTimeout(() => found.isConnected && !found.matches(":popover-open") && found.showPopover({ source }), 250);
  });
  body.addEventListener("pointerout", ({ target, pointerType }) => {
    const found = pointerType === "mouse" && note(target);
    if (!found) return;
    clearTimeout(opening);
    clearTimeout(closing);
    closing = setTimeout(() => !found.matches(":hover, :focus-within") && found.matches(":popover-open") && found.hidePopover(), 300);
  });
};

if (margin) {
  wake();
  hover();
  asSaved = signature();
  // The editor writes its own HTML into the field when it starts; that is no change either.
  form.addEventListener("prose-editor:ready", () => (asSaved = signature()));
  body.addEventListener("click", act);
  document.querySelector("#why-form")?.addEventListener("submit", ask);
  form.addEventListener("input", ({ target }) => SENT.test(target.name) && later());
  document.addEventListener("formset:removed", later);
  // Autocomplete fields tell jQuery alone that they changed.
  window.django?.jQuery?.(form).on("change", ({ target }) => SENT.test(target.name) && later());
}
