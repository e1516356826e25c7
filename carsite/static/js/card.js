// The button is only there for who can use it; everybody else prints by their browser's menu.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
