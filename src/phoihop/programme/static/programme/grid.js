// The keyboard and the clipboard of the grid; every form works without this module.
//
//   <form id="bang"><table data-grid data-most="100">… one <tr data-row> per row, a field o-<row>-<column> per cell
//
// Enter and the arrows move between cells, Alt+Enter breaks the line, Ctrl+D copies the cell above, Escape undoes.
// A pasted table goes to the server; only the browser sees which cells were merged and writes their words out.

const FIELD = /^o-(\d+)-([a-z]+)$/;
const BREAK = "\u2028"; // a line break inside a cell, while white space is put in order

class Grid {
  constructor(table) {
    this.table = table;
    this.form = table.closest("form");
    this.most = Number(table.dataset.most);
    this.columns = this.fieldsOf(1).map((field) => place(field).column);
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("paste", (event) => this.paste(event));
    table.addEventListener("input", (event) => fit(event.target));
    table.addEventListener("focusin", (event) => {
      this.before = event.target.value ?? "";
      event.target.closest("tr")?.classList.remove("is-blank");
    });
    for (const field of table.querySelectorAll("textarea")) {
      fit(field);
    }
  }

  fieldsOf(row) {
    return [...this.table.querySelectorAll(`tr[data-row="${row}"] :is(textarea, input)`)];
  }

  field(row, column) {
    return document.getElementById(`o-${row}-${column}`);
  }

  // ---------------------------------------------------------------------------------------------- keyboard

  key(event) {
    const field = event.target;
    // While an input method composes a letter, its keys are its own.
    if (!FIELD.test(field.id ?? "") || event.isComposing) {
      return;
    }
    const done = event.ctrlKey || event.metaKey ? this.withControl(field, event) : this.plain(field, event);
    if (done) {
      event.preventDefault();
    }
  }

  withControl(field, event) {
    if (event.key.toLowerCase() !== "d" || event.shiftKey || event.altKey) {
      return false;
    }
    const { row, column } = place(field);
    const above = this.field(row - 1, column);
    if (above) {
      write(field, above.value);
    }
    return true; // else the browser would offer to keep a bookmark
  }

  plain(field, event) {
    const { row, column } = place(field);
    switch (event.key) {
      case "Enter":
        return event.altKey || event.shiftKey ? this.breakLine(field) : this.go(row + 1, column, { grow: true });
      case "Escape":
        write(field, this.before);
        return true;
      case "ArrowDown":
        return (oneLine(field) || atEnd(field)) && this.go(row + 1, column, {});
      case "ArrowUp":
        return (oneLine(field) || atStart(field)) && this.go(row - 1, column, {});
      case "ArrowRight":
        return atEnd(field) && this.side(field, 1);
      case "ArrowLeft":
        return atStart(field) && this.side(field, -1);
      default:
        return false;
    }
  }

  breakLine(field) {
    if (field instanceof HTMLTextAreaElement) {
      field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
      changed(field);
    }
    return true;
  }

  go(row, column, { grow = false }) {
    if (!this.field(row, column) && grow) {
      this.addRow(row);
    }
    const field = this.field(row, column);
    field?.closest("tr").classList.remove("is-blank"); // narrow screens hide the next empty row
    field?.focus();
    return Boolean(field);
  }

  side(field, step) {
    const { row, column } = place(field);
    const next = this.columns.indexOf(column) + step;
    const count = this.columns.length;
    return this.go(row + Math.floor(next / count), this.columns[(next + count) % count], {});
  }

  /** One more row at the end, made of the last one. */
  addRow(row) {
    const last = this.table.querySelector(`tr[data-row="${row - 1}"]`);
    if (!last || row > this.most) {
      return;
    }
    const added = last.cloneNode(true);
    added.dataset.row = String(row);
    added.querySelector("th").textContent = String(row);
    for (const mark of added.querySelectorAll(".grid-doubt")) {
      mark.remove();
    }
    for (const field of added.querySelectorAll("textarea, input")) {
      const name = `o-${row}-${place(field).column}`;
      field.id = name;
      field.name = name;
      field.value = "";
      field.textContent = "";
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, String(row)));
      clear(field);
    }
    for (const button of added.querySelectorAll("button")) {
      button.value = button.value.replace(/\d+$/, String(row));
      button.querySelector(".vh").textContent = button.textContent.trim().replace(/\d+$/, String(row));
    }
    last.after(added);
  }

  // --------------------------------------------------------------------------------------------- clipboard

  paste(event) {
    const field = event.target;
    if (!FIELD.test(field.id ?? "") || !event.clipboardData) {
      return;
    }
    const table = tableIn(event.clipboardData.getData("text/html"));
    const text = event.clipboardData.getData("text/plain");
    if (table && table.length * table[0].length > 1) {
      event.preventDefault();
      this.send(field, asText(table), "1");
    } else if (text.trimEnd().includes("\t")) {
      event.preventDefault();
      this.send(field, text, "");
    }
  }

  send(field, text, mergedKnown) {
    const { row, column } = place(field);
    const fields = this.form.elements;
    fields.namedItem("paste").value = text;
    fields.namedItem("paste_row").value = String(row);
    fields.namedItem("paste_column").value = column;
    fields.namedItem("merged_known").value = mergedKnown;
    this.form.requestSubmit(this.form.querySelector('button[value="paste"]'));
  }
}

// ------------------------------------------------------------------------------------------------- one cell

function place(field) {
  const [, row, column] = FIELD.exec(field.id);
  return { row: Number(row), column };
}

function write(field, words) {
  field.value = words;
  changed(field);
}

function changed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const atStart = (field) => field.selectionEnd === 0;
const atEnd = (field) => field.selectionStart === field.value.length;

function oneLine(field) {
  const line = Number.parseFloat(getComputedStyle(field).lineHeight);
  return field instanceof HTMLInputElement || field.scrollHeight < line * 2.2;
}

/** As high as its words, in browsers that cannot do it themselves (field-sizing: Chrome from 123 on). */
function fit(field) {
  if (field instanceof HTMLTextAreaElement && !CSS.supports("field-sizing", "content")) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
}

// ------------------------------------------------------------------------------------------- a pasted table

/** The cells of the first table in pasted HTML, merged ones written out downwards; null without a table. */
export function tableIn(html) {
  const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table || table.rows.length === 0) {
    return null;
  }
  const cells = Array.from(table.rows, () => []);
  for (const cell of table.querySelectorAll("td, th")) {
    put(cells, cell.parentElement.rowIndex, cell);
  }
  const width = Math.max(...cells.map((row) => row.length));
  return width ? cells.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? "")) : null;
}

/** A cell over several rows says the same in each; over several columns it says it in the first. */
function put(cells, at, cell) {
  let x = 0;
  while (cells[at][x] !== undefined) {
    x += 1;
  }
  const rows = Math.min(cell.rowSpan || cells.length, cells.length - at);
  const words = wordsOf(cell);
  for (let down = 0; down < rows; down += 1) {
    for (let across = 0; across < cell.colSpan; across += 1) {
      cells[at + down][x + across] = across === 0 ? words : "";
    }
  }
}

function wordsOf(cell) {
  for (const one of cell.querySelectorAll("br")) {
    one.replaceWith(BREAK);
  }
  for (const block of cell.querySelectorAll("p, div, li")) {
    block.append(BREAK);
  }
  const lines = cell.textContent.split(BREAK);
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
}

/** Cells parted by tabs, as Excel writes them: quoted where a tab, a line break or a quote is inside. */
export function asText(table) {
  const quoted = (words) => (/[\t\n"]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  return table.map((row) => row.map(quoted).join("\t")).join("\n");
}

// -------------------------------------------------------------------------------------------- what is unclear

function clear(field) {
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  field.closest("td").classList.remove("is-unsure");
  document.getElementById(`d-${field.id}`)?.remove();
}

/** Marks the cells that the list of doubts names. */
function mark(list, table) {
  for (const field of table.querySelectorAll("[aria-invalid]")) {
    clear(field);
  }
  for (const item of list.querySelectorAll("[data-field]")) {
    const field = document.getElementById(item.dataset.field);
    const words = item.querySelector("[data-words]").textContent;
    if (field && table.contains(field)) {
      note(field, words);
    }
  }
}

function note(field, words) {
  const known = document.getElementById(`d-${field.id}`);
  const textContent = known ? `${known.textContent}; ${words}` : words;
  const said = { className: "grid-doubt", id: `d-${field.id}`, textContent };
  const shown = Object.assign(known ?? document.createElement("span"), said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", shown.id);
  field.closest("td").classList.add("is-unsure");
  field.after(shown);
}

/** Looks at the doubts again whenever the form has saved itself. */
function watch(list, form, table) {
  const output = form.querySelector("[data-autosave-status]");
  const look = async () => {
    if (!output.textContent.startsWith(form.dataset.saved)) {
      return;
    }
    const answer = await fetch(list.dataset.doubts, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) {
      list.innerHTML = await answer.text(); // a part of our own page, escaped by its template
      mark(list, table);
    }
  };
  new MutationObserver(look).observe(output, { childList: true });
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  const grid = new Grid(table);
  watch(document.querySelector("[data-doubts]"), grid.form, table);
  document.querySelector("[data-keys]").hidden = false;
}
