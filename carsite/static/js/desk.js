// Names for what screen readers meet in Django's autocomplete fields, which come without one.
const nameOf = (select) =>
  select.getAttribute("aria-label") ?? document.querySelector(`label[for="${select.id}"]`)?.innerText.replace(/:$/, "");

const tell = (select) => {
  const name = nameOf(select);
  const field = select.nextElementSibling;
  if (!name || !field?.matches(".select2")) return;
  for (const part of field.querySelectorAll(".select2-selection, .select2-search__field, [role=textbox]")) part.setAttribute("aria-label", name);
};

// After Django's own start, which waits for its jQuery: callbacks run in the order they came in.
window.django?.jQuery?.(() => document.querySelectorAll("select.admin-autocomplete").forEach(tell));
document.addEventListener("formset:added", ({ target }) => target.querySelectorAll("select.admin-autocomplete").forEach(tell));

// A choice between what two sources say is written into its field at once.
document.addEventListener("change", ({ target }) => {
  const field = target.dataset?.settles && document.getElementById(target.dataset.settles);
  if (field) field.value = target.value;
});
