// Small helpers; every page works without them.

// --- Theme: kept on the device only

for (const radio of document.querySelectorAll("[name=theme]")) {
  radio.checked = radio.value === (document.documentElement.dataset.theme || "system");
  radio.addEventListener("change", () => {
    document.documentElement.dataset.theme = radio.value;
    try {
      localStorage.setItem("theme", radio.value === "system" ? "auto" : radio.value); // as the admin says it
    } catch {
      // Storage is off: the choice lasts for this page.
    }
  });
}

// --- htmx

// An answer that cannot be swapped in (an error page, no network) is shown by the browser itself.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => {
    const { verb, finalRequestPath } = detail.requestConfig ?? {};
    if (verb === "get" && finalRequestPath) location.assign(finalRequestPath);
  });
}
