// Photos of a car: dropped or chosen, sent one by one, and put into the table below when made.
// On a page without an address (a new car) they stay in the form's own field until it is saved.
const box = document.querySelector(".photo-input.many");
const input = box?.querySelector("input[type=file]");
const list = box?.querySelector(".photo-list");
const words = box?.querySelector(".photo-words").content;
const said = words?.firstElementChild.dataset;
const url = box?.dataset.url;
const AT_ONCE = 2, SOON = 700, LATER = 4000;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const line = (file) => {
  const item = words.firstElementChild.cloneNode(true);
  item.querySelector("b").textContent = file.name;
  item.querySelector("progress").ariaLabel = file.name;
  list.append(item);
  return item;
};

const say = (item, text, bad = false) => {
  item.querySelector("progress")?.remove();
  item.querySelector(".state").textContent = text;
  item.classList.toggle("bad", bad);
  if (!bad || item.querySelector("button")) return;
  const button = words.lastElementChild.cloneNode(true);
  button.addEventListener("click", () => forget(item));
  item.append(button);
};

const forget = (item) => {
  if (item.dataset.id) {
    const body = new FormData();
    body.set("_forget", item.dataset.id);
    fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token() } });
  }
  item.remove();
  input.focus();
};

// --- Sending

const queue = [];
let sending = 0;

const send = ([file, item]) => new Promise((done) => {
  const request = new XMLHttpRequest(), body = new FormData();
  const bar = item.querySelector("progress");
  item.querySelector(".state").textContent = said.going;
  body.set("photo", file);
  request.open("POST", url);
  request.responseType = "json";
  request.setRequestHeader("X-CSRFToken", token());
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = loaded / total; });
  request.addEventListener("loadend", () => {
    const { id, error } = request.response ?? {};
    if (id) {
      item.dataset.id = id;
      say(item, said.sent);
      watch(SOON);
    } else say(item, error ?? said.lost, true);
    done();
  });
  request.send(body);
});

const work = async () => {
  if (sending >= AT_ONCE || !queue.length) return;
  sending += 1;
  await send(queue.shift());
  sending -= 1;
  work();
};

const take = (files) => {
  for (const file of files) {
    const item = line(file);
    if (file.size > Number(box.dataset.most)) say(item, said.heavy, true);
    else queue.push([file, item]);
    work();
  }
};

// --- Watching what becomes of them

let timer = 0, wait = SOON;

const watch = (after = wait) => {
  wait = after;
  clearTimeout(timer);
  timer = setTimeout(look, wait);
};

const look = async () => {
  let told;
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    told = await answer.json();
  } catch {
    return watch(LATER);
  }
  const known = new Map(told.uploads.map((upload) => [String(upload.pk), upload]));
  let left = 0, made = 0;
  for (const item of list.querySelectorAll("li[data-id]:not(.bad, .made)")) {
    const upload = known.get(item.dataset.id);
    if (upload?.error) say(item, upload.error, true);
    else if (upload) left += 1;
    else { say(item, said.made); item.classList.add("made"); made += 1; }
  }
  if (made) await addRows(told.photos);
  if (left) watch(made ? SOON : Math.min(LATER, wait * 1.3));
};

// The new rows are taken from the page as the server would show it now: what was typed here stays.
const addRows = async (numbers) => {
  const shown = (root) => [...root.querySelectorAll("#photos-group tr.has_original")];
  const number = (row) => row.querySelector("[name$='-id']").value;
  const here = new Set(shown(document).map(number));
  if (numbers.every((pk) => here.has(String(pk)))) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const body = document.querySelector("#photos-group tbody");
  for (const row of shown(page)) {
    if (here.has(number(row))) continue;
    const index = shown(document).length;
    for (const part of [row, ...row.querySelectorAll("[id], [name], [for]")]) {
      for (const name of ["id", "name", "for"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/photos-\d+/, `photos-${index}`));
      }
    }
    body.append(document.adoptNode(row));
    for (const count of ["TOTAL", "INITIAL"]) document.getElementById(`id_photos-${count}_FORMS`).value = index + 1;
  }
};

// --- The field and what is dropped on it

const keep = (files) => {
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  show();
};

const show = () => {
  list.replaceChildren();
  for (const file of input.files) {
    const item = line(file), heavy = file.size > Number(box.dataset.most);
    say(item, heavy ? said.heavy : said.chosen);
    item.classList.toggle("bad", heavy);
  }
};

if (box) {
  box.querySelector(".photo-hint").hidden = false;
  input.addEventListener("change", () => {
    if (!url) return show();
    take([...input.files]);
    input.value = "";  // or saving the page would send them once more
  });
  for (const item of list.querySelectorAll("li[data-id] button")) {
    item.addEventListener("click", (event) => { event.preventDefault(); forget(item.closest("li")); });
  }
  // Dropped beside the field, a file would replace the page and all that was typed.
  let inside = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => { if (carries(event)) { inside += 1; box.classList.add("ready"); } });
  document.addEventListener("dragleave", (event) => { if (carries(event) && !(inside -= 1)) box.classList.remove("ready"); });
  document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    inside = 0;
    box.classList.remove("ready");
    if (event.target.closest(".photo-input, #photos-group")) (url ? take : keep)([...event.dataTransfer.files]);
  });
  if (url && list.querySelector("li:not(.bad)")) watch();
}
