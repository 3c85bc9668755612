// "Add an item by selecting text" on the reading page.
//
//   <div class="paper" {% select_span "add-item" %}>{{ marked }}</div>
//   <details id="add-item"><form>… name="start" … name="end" … name="quote" …</form></details>
//
// Offsets are code points of the paper's text content, as the server counts them: a JavaScript string counts UTF-16
// units, in which a character outside the basic plane is two. The server checks the quote against the text.
// Without this module the officer types or pastes the quote into the same form.

const MOST = 4000; // A selection longer than this is a slip of the hand, not a task.
const EDGE = /^[\s.,;:–-]+|[\s.,;:–-]+$/gu;

const codePoints = (text) => Array.from(text).length;

/** The selected stretch of `paper` as {start, end, quote} in code points, trimmed; null when there is none. */
export function selectedSpan(paper, selection) {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) {
    return null;
  }
  const range = clipped(paper, selection.getRangeAt(0));
  if (!range) {
    return null;
  }
  const raw = range.toString();
  const quote = raw.replace(EDGE, "");
  if (!quote || quote.length > MOST) {
    return null;
  }
  const before = textOf(paper);
  before.setEnd(range.startContainer, range.startOffset);
  const start = codePoints(before.toString()) + codePoints(raw.slice(0, raw.indexOf(quote)));
  return { start, end: start + codePoints(quote), quote };
}

/** The text of `paper` as a range: its paragraphs, without white space of the template around them. */
function textOf(paper) {
  const paragraphs = paper.querySelectorAll(":scope > p");
  const range = document.createRange();
  range.setStart(paragraphs[0], 0);
  const last = paragraphs[paragraphs.length - 1];
  range.setEnd(last, last.childNodes.length);
  return range;
}

/** The part of `range` inside `paper`; null when they do not meet. */
function clipped(paper, range) {
  if (!paper.querySelector(":scope > p") || !range.intersectsNode(paper)) {
    return null;
  }
  const inside = textOf(paper);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
    inside.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
    inside.setEnd(range.endContainer, range.endOffset);
  }
  return inside.collapsed ? null : inside;
}

/** Writes the span into the form and opens it; returns the form. */
export function fillForm(holder, span) {
  const form = holder.matches("form") ? holder : holder.querySelector("form");
  for (const name of ["start", "end", "quote"]) {
    const control = form.elements.namedItem(name);
    if (control) {
      control.value = String(span[name]);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  if (holder instanceof HTMLDetailsElement) {
    holder.open = true;
  }
  form.dispatchEvent(new CustomEvent("span-selected", { bubbles: true, detail: span }));
  return form;
}

/** The bar that offers to use the selection. */
class SelectBar {
  constructor(paper, onUse) {
    this.element = document.createElement("div");
    this.element.className = "select-bar no-print";
    this.element.hidden = true;
    this.quote = document.createElement("q");
    this.use = this.button("btn main", paper.dataset.label, onUse);
    this.drop = this.button("btn quiet", paper.dataset.cancel, () => {
      document.getSelection().removeAllRanges();
      this.hide();
    });
    this.element.append(this.quote, this.use, this.drop);
    document.body.append(this.element);
  }

  button(className, label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = label;
    // Keeps the selection alive while the button is pressed.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", action);
    return button;
  }

  show(span, box) {
    this.quote.textContent = span.quote;
    this.element.hidden = false;
    const half = this.element.offsetWidth / 2 + 8;
    const x = Math.min(Math.max(box.left + box.width / 2, half), window.innerWidth - half);
    const above = box.top - 8;
    const y = above > this.element.offsetHeight + 60 ? above : box.bottom + this.element.offsetHeight + 8;
    this.element.style.setProperty("--x", `${Math.round(x)}px`);
    this.element.style.setProperty("--y", `${Math.round(y)}px`);
  }

  hide() {
    this.element.hidden = true;
  }
}

function connect(paper) {
  const holder = document.getElementById(paper.dataset.selectSpan);
  if (!holder) {
    return;
  }
  let span = null;
  const bar = new SelectBar(paper, () => {
    if (!span) {
      return;
    }
    const form = fillForm(holder, span);
    bar.hide();
    const first = form.querySelector("input:not([type=hidden]), textarea, select");
    if (first) {
      first.focus();
      first.scrollIntoView({ block: "center" });
    }
  });
  const look = () => {
    const selection = document.getSelection();
    span = selectedSpan(paper, selection);
    if (span) {
      bar.show(span, selection.getRangeAt(0).getBoundingClientRect());
    } else {
      bar.hide();
    }
  };
  let timer = 0;
  const lookSoon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, 250);
  };
  const moved = () => {
    bar.hide();
    lookSoon();
  };
  document.addEventListener("selectionchange", lookSoon);
  document.addEventListener("scroll", moved, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      bar.hide();
    }
  });
}

for (const paper of document.querySelectorAll("[data-select-span]")) {
  connect(paper);
}
