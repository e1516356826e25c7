// The quick search: a make brings its models. Without a script the make alone works.

const make = document.querySelector("#quick-make");
const model = document.querySelector("#quick-model");
const any = model.innerHTML;

make.addEventListener("change", async () => {
  const chosen = make.value;
  model.innerHTML = any;
  model.disabled = true;
  if (!chosen) return;
  const answer = await fetch(`${make.dataset.models}${chosen}/`, { headers: { "HX-Request": "true" } });
  // Another make may have been chosen while this one's models were on their way.
  if (!answer.ok || make.value !== chosen) return;
  model.innerHTML = await answer.text();
  model.disabled = false;
});
