// Read along: the text goes to the server as it is typed; htmx does that, this keeps it honest.

const form = document.querySelector("#lees");
const status = document.querySelector("#gelezen");

// The address names a sentence of ours; what is typed over it is another.
form.addEventListener("input", () => {
  if (location.search) history.replaceState(history.state, "", location.pathname);
});
// Without an answer the reading on the page is of an older text: say so.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  form.addEventListener(failure, () => (status.textContent = status.dataset.failed));
}
