// Sliders on the histograms. The counts of the bars come along, so the total follows the thumb
// without asking the server; the form is sent when one lets go.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clamp = (low, number, high) => Math.max(low, Math.min(number, high));

// What thumbs wrote since the last request, by name: an answer in between must not undo it.
const moved = new Map();

const parts = (range) => {
  const [fields, thumbs] = [all(".input", range), all(".thumb", range)];
  const last = Number(thumbs[0].max);
  const at = [thumbs[0].valueAsNumber, thumbs[1]?.valueAsNumber ?? last];
  return { fields, thumbs, last, at };
};
const lists = (range, ...names) => names.map((name) => range.dataset[name].split("|"));

// NaN beside an end that was typed just now and that no answer has told of yet.
const total = (range) => {
  const { fields, at } = parts(range);
  if (fields.every((field) => !field.value)) return Number(range.dataset.all);
  const [lows, highs, below, upto, now] = lists(range, "lows", "highs", "below", "upto", "now");
  const [low, high] = [[lows, below], [highs, upto]].map(([texts, sums], end) => {
    const { value, defaultValue } = fields[end] ?? {};
    if (value === defaultValue) return now[end];
    return value === texts[at[end]] ? sums[at[end]] : NaN;
  });
  return high - low;
};

const show = (range) => {
  const { fields, thumbs, last, at } = parts(range);
  all("rect", range).forEach((bar, place) => bar.classList.toggle("in", place >= at[0] && place < at[1]));
  at.forEach((stop, end) => range.querySelector("line.in").setAttribute(`x${end + 1}`, `${(100 * stop) / last}%`));
  thumbs.forEach((thumb, end) => {
    const { value } = fields[end];
    thumb.ariaValueText = value ? range.dataset.say.replace("{}", value) : thumb.dataset.none;
  });
};

const tell = (range) => {
  const number = total(range);
  if (Number.isNaN(number)) return;
  const [words] = lists(range, "cars");
  const phrase = words[Number(number !== 1)].replace("{}", number.toLocaleString(document.documentElement.lang));
  range.querySelector(".promise").textContent = phrase;
  // The heading's words tell of the search before.
  const { fields } = parts(range);
  document.querySelector("#kop").classList.toggle("before", fields.some((field) => field.value !== field.defaultValue));
  for (const { firstChild } of all("#kop h1, #toon"))
    firstChild.data = firstChild.data.replace(/\d.*\S/, phrase);
};

const put = (range, end, stop, value) => {
  const { fields, thumbs, last, at } = parts(range);
  thumbs[end].value = end ? clamp(at[0] + 1, stop, last) : clamp(0, stop, at[1] - 1);
  fields[end].value = value ?? lists(range, end ? "highs" : "lows")[0][thumbs[end].value];
  moved.set(fields[end].name, [thumbs[end].value, fields[end].value]);
  show(range);
  tell(range);
};

const start = () => {
  for (const slide of all(".slide[hidden]")) {
    const range = slide.parentElement;
    slide.hidden = false;
    show(range);
    parts(range).fields.forEach(({ name }, end) => moved.has(name) && put(range, end, ...moved.get(name)));
  }
};
start();
document.addEventListener("htmx:oobAfterSwap", start);
document.addEventListener("htmx:configRequest", () => moved.clear());

// --- Keys

document.addEventListener("input", ({ target }) => {
  if (!target.matches(".thumb")) return;
  const range = target.closest(".range");
  put(range, parts(range).thumbs.indexOf(target), target.valueAsNumber);
});

// --- Mouse and touch move the thumb that is nearest, wherever one presses

let drag;
const GRIP = 12; // pixels beside the middle of a thumb that still take hold of it where it is
// An answer may have brought a new slider since.
const dragged = () => document.getElementById(drag.id).closest(".range");
// How far the pointer is from each thumb, and how wide a step is, in pixels.
const distances = (range, { clientX }) => {
  const { left, width } = range.querySelector("svg").getBoundingClientRect();
  const { at, last } = parts(range);
  return { away: at.map((stop) => clientX - left - (stop * width) / last), wide: width / last };
};
const follow = (event) => {
  const range = dragged();
  const { away, wide } = distances(range, event);
  const steps = Math.round((away[drag.end] - drag.off) / wide);
  if (steps) put(range, drag.end, parts(range).at[drag.end] + steps);
};

document.addEventListener("pointerdown", (event) => {
  const range = event.target.closest(".slide")?.parentElement;
  if (!range || event.button || drag) return;
  const { fields, thumbs, at } = parts(range);
  const { away } = distances(range, event);
  const end = Number(thumbs.length > 1 && Math.abs(away[1]) < Math.abs(away[0]));
  const off = Math.abs(away[end]) < GRIP ? away[end] : 0;
  drag = { end, off, id: thumbs[end].id, pointer: event.pointerId, before: [at[end], fields[end].value] };
  event.target.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => drag?.pointer === event.pointerId && follow(event));
document.addEventListener("pointerup", (event) => {
  if (drag?.pointer !== event.pointerId) return;
  follow(event);
  const thumb = document.getElementById(drag.id);
  thumb.focus({ preventScroll: true });
  if (parts(dragged()).fields[drag.end].value !== drag.before[1]) thumb.dispatchEvent(new Event("change", { bubbles: true }));
  drag = undefined;
});
document.addEventListener("pointercancel", (event) => {
  if (drag?.pointer !== event.pointerId) return;
  put(dragged(), drag.end, ...drag.before);
  drag = undefined;
});
