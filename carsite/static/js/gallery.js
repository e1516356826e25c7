// The gallery of a car: arrows, thumbnails that follow, and a full-screen view.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const gallery = one(".gallery");
const viewer = one("#viewer");

// Where a strip stands, and how to move it. One that is not shown has no width and stays put.
const position = (strip) => {
  if (strip.clientWidth) strip.dataset.place = Math.round(strip.scrollLeft / strip.clientWidth);
  return Number(strip.dataset.place ?? 0);
};
const show = (strip, index, behavior = "smooth") => {
  strip.scrollTo({ left: index * strip.clientWidth, behavior });
};

const wire = (root) => {
  const strip = one(".strip", root);
  const last = strip.children.length - 1;
  const follow = () => {
    const at = position(strip);
    for (const place of all("[data-at]", root)) place.textContent = at + 1;
    for (const button of all("[data-step]", root)) {
      const next = at + Number(button.dataset.step);
      button.disabled = next < 0 || next > last;
    }
    all(".thumbs a", root).forEach((thumb, index) => {
      if (index === at) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
  };
  strip.addEventListener("scroll", follow, { passive: true });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(strip, Math.min(last, Math.max(0, position(strip) + step)));
  });
  for (const button of all("[data-step]", root)) {
    button.addEventListener("click", () => show(strip, position(strip) + Number(button.dataset.step)));
  }
  follow();
  return strip;
};

if (gallery && viewer) {
  const strip = wire(gallery);
  const full = wire(viewer);
  all(".thumbs a", gallery).forEach((thumb, index) => {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      show(strip, index);
    });
  });
  all("a", strip).forEach((photo, index) => {
    photo.addEventListener("click", (event) => {
      event.preventDefault();
      viewer.showModal();
      show(full, index, "instant");
    });
  });
  viewer.addEventListener("close", () => show(strip, position(full), "instant"));
}
