// Suggestions while one types: a combobox whose options the server makes.

const input = document.querySelector("#vraag");
const list = document.querySelector("#vraag-lijst");
let options = [];
let active = -1;
let timer, asking;

const choose = (index) => {
  options[active]?.setAttribute("aria-selected", false);
  active = index;
  options[active]?.setAttribute("aria-selected", true);
  options[active]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", options[active]?.id ?? "");
};

const stop = () => {
  clearTimeout(timer);
  asking?.abort();
};

const show = (html) => {
  list.innerHTML = html;
  options = [...list.children];
  list.hidden = !html;
  input.setAttribute("aria-expanded", !list.hidden);
  choose(-1);
  document.querySelector("#melding").textContent = options[0]?.dataset.said ?? "";
};

const close = () => {
  stop();
  if (!list.hidden) show("");
};

const ask = () => {
  asking = new AbortController();
  fetch(list.dataset.from + encodeURIComponent(input.value), { signal: asking.signal })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then(show, () => {}); // overtaken by the next letter, or no network
};

const later = () => {
  stop();
  timer = setTimeout(ask, 120);
};

const keys = {
  ArrowDown: () => choose(active + 1 < options.length ? active + 1 : -1),
  ArrowUp: () => choose(active < 0 ? options.length - 1 : active - 1),
  Home: () => choose(0),
  End: () => choose(options.length - 1),
  Enter: () => options[active].click(),
  Escape: close,
};

input.setAttribute("role", "combobox");
input.setAttribute("aria-expanded", false);
input.addEventListener("input", later);
input.addEventListener("keydown", (event) => {
  const { key } = event;
  if (list.hidden) return key === "ArrowDown" && later();
  // Without a chosen line these are the box's own.
  if (!keys[key] || (active < 0 && ["Home", "End", "Enter"].includes(key))) return;
  event.preventDefault();
  keys[key]();
});
// A click on a line leaves the focus where it is, or the list would go before it lands.
list.addEventListener("mousedown", (event) => event.preventDefault());
input.addEventListener("blur", close);
input.form.addEventListener("submit", close);
