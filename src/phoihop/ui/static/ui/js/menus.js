// Menus are <details> and work alone; this only closes an open one on Escape or a click elsewhere.

const OPEN = "details.menu[open]";

function closeAllBut(kept) {
  for (const menu of document.querySelectorAll(OPEN)) {
    if (menu !== kept) {
      menu.open = false;
    }
  }
}

document.addEventListener("click", (event) => {
  closeAllBut(event.target instanceof Element ? event.target.closest(OPEN) : null);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  const menu = document.querySelector(OPEN);
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
