// Suggestions while one types: a combobox whose options the server makes.

const input = document.querySelector("#vraag");
const list = document.querySelector("#vraag-lijst");
let options = [];
let active, timer, asking;

const choose = (index) => {
  if (active) active.ariaSelected = false;
  active = options.at(index);
  if (active) active.ariaSelected = true;
  active?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", active?.id ?? "");
};

const show = (html) => {
  list.innerHTML = html;
  options = [...list.children];
  list.hidden = !html;
  input.ariaExpanded = !list.hidden;
  choose(options.length);
  document.querySelector("#melding").textContent = options[0]?.dataset.said ?? "";
};

const stop = () => {
  clearTimeout(timer);
  asking?.abort();
};

const close = () => {
  stop();
  if (!list.hidden) show("");
};

const ask = () => {
  asking = new AbortController();
  fetch(list.dataset.from + encodeURIComponent(input.value), asking)
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then(show, () => {}); // overtaken by the next letter, or no network
};

const later = () => {
  stop();
  timer = setTimeout(ask, 120);
};

// Beyond the last line none is chosen.
const keys = {
  ArrowDown: () => choose(options.indexOf(active) + 1),
  ArrowUp: () => choose(active ? options.indexOf(active) - 1 : -1),
  Escape: close,
};
// Without a chosen line these are the box's own.
const chosenKeys = {
  Home: () => choose(0),
  End: () => choose(-1),
  Enter: () => active.click(),
};

input.role = "combobox";
input.ariaExpanded = false;
input.oninput = later;
input.onblur = close;
input.form.addEventListener("submit", close);
input.onkeydown = (event) => {
  const act = keys[event.key] ?? (active && chosenKeys[event.key]);
  if (list.hidden) {
    if (event.key === "ArrowDown") later();
  } else if (act) {
    event.preventDefault();
    act();
  }
};
// A click on a line leaves the focus where it is, or the list would go before it lands.
list.onmousedown = (event) => event.preventDefault();
