// The keyboard, the frames on pictures, dropped files and the progress of
// uploads. All else works without a script.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // by finds the elements whose attribute has a value; a pointer may hold any
  // character, so it is no part of a selector.
  const by = (attribute, value) =>
    value ? $$(`[${attribute}]`).filter((e) => e.getAttribute(attribute) === value) : [];

  // --- the document: a value and its place on the picture light up together

  let lit = [];

  function light(elements) {
    lit.forEach((e) => e.classList.remove("lit"));
    lit = elements;
    lit.forEach((e) => e.classList.add("lit"));
  }

  // within scrolls a pane so that one of its elements is seen, and nothing else.
  function within(pane, element) {
    if (!pane || !element) return;
    const outer = pane.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    const margin = 24;
    if (inner.top < outer.top + margin) pane.scrollTop -= outer.top + margin - inner.top;
    else if (inner.bottom > outer.bottom - margin)
      pane.scrollTop += Math.min(inner.bottom - outer.bottom + margin, inner.top - outer.top - margin);
    if (inner.left < outer.left + margin) pane.scrollLeft -= outer.left + margin - inner.left;
    else if (inner.right > outer.right - margin) pane.scrollLeft += inner.right - outer.right + margin;
  }

  function showOnPicture(value) {
    const boxes = by("data-box", value.dataset.frame);
    light([...boxes, value.closest("td")]);
    within($("[data-pictures]"), boxes[0]);
  }

  // Several values may stand in one cell: their boxes lie upon each other.
  const place = (box) => ["x", "y", "width", "height"].map((side) => box.getAttribute(side)).join();

  function showInRecord(box) {
    const pointers = $$("[data-box]", box.parentNode)
      .filter((b) => place(b) === place(box))
      .map((b) => b.dataset.box);
    const values = $$("[data-value]").filter((v) => pointers.includes(v.dataset.frame));
    light([box, ...values.map((v) => v.closest("td"))]);
    return values[0];
  }

  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td");
    const value = cell && $("[data-value]", cell);
    const box = event.target.closest("[data-box]");
    if (value) showOnPicture(value);
    else if (box) showInRecord(box);
    else if (event.target.closest("[data-record], [data-pictures]")) light([]);
  });
  document.addEventListener("focusin", (event) => {
    const value = event.target.closest("[data-value]");
    if (value) showOnPicture(value);
    const editing = event.target.closest("[data-editing]");
    if (editing) by("data-value", editing.dataset.editing).slice(0, 1).forEach(showOnPicture);
  });
  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-box]");
    if (box) {
      const value = showInRecord(box);
      if (value) reach(value);
    }
    const to = event.target.closest("[data-to]");
    if (to) {
      event.preventDefault();
      const value = by("data-value", to.dataset.to)[0];
      if (value) reach(value);
    }
    if (event.target.closest("[data-cancel]") && $("[data-editing]")) {
      event.preventDefault();
      closeEditor();
    }
  });

  // reach puts the focus on a value, in the middle of what is seen.
  function reach(value) {
    value.focus({ preventScroll: true });
    value.scrollIntoView({ block: "center", inline: "nearest" });
    showOnPicture(value);
  }

  function closeEditor() {
    const value = by("data-value", $("[data-editing]").dataset.editing)[0];
    $("#editor").replaceChildren();
    if (value) reach(value);
  }

  // What the address names after # is a pointer; one to a row or a list means
  // its first value.
  function reachNamed() {
    const pointer = decodeURIComponent(location.hash.slice(1));
    const named =
      by("data-value", pointer)[0] ||
      (pointer.startsWith("/") && $$("[data-value]").find((v) => v.dataset.value.startsWith(pointer + "/")));
    if (named) reach(named);
    const editing = $("[data-editing]");
    if (editing) by("data-value", editing.dataset.editing).slice(0, 1).forEach(showOnPicture);
  }

  // A page that cannot be drawn says so in place of its picture.
  function watchPictures() {
    $$(".sheet img").forEach((img) => {
      const missing = () => {
        const figure = img.closest("figure");
        $(".sheet", figure).hidden = true;
        $(".no-picture", figure).hidden = false;
      };
      if (img.complete && img.naturalWidth === 0 && img.currentSrc) missing();
      img.addEventListener("error", missing);
    });
  }

  // --- the keyboard

  let at = 0; // the line of the queue that was selected

  const lines = () => $$("[data-queue] [data-line]");
  const doubts = () => $$("[data-record] [data-doubt]");
  const selectedLine = () => $("[data-line].selected");

  function select(n) {
    const all = lines();
    if (all.length === 0) return;
    at = Math.max(0, Math.min(n, all.length - 1));
    all.forEach((line, i) => line.classList.toggle("selected", i === at));
    history.replaceState({ at }, "");
    const open = $("[data-open]", all[at]);
    open.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    if ($("[data-queue]")) {
      select(selectedLine() ? at + by : 0);
      return;
    }
    const all = doubts();
    if (all.length === 0) return;
    const now = all.indexOf(document.activeElement);
    reach(all[now < 0 ? 0 : Math.max(0, Math.min(now + by, all.length - 1))]);
  }

  // press is the button of a key in the selected line, or else on the page.
  function press(key) {
    const line = selectedLine();
    const button = (line && $(`[data-key="${key}"]`, line)) || (key === "u" && $(`[data-key="u"]`));
    if (button) button.click();
  }

  function keyOnDocument(key) {
    const value = document.activeElement.closest("[data-value]");
    if (key === "u") {
      const button = $('[data-key="u"]');
      if (button) button.click();
    } else if (value && key === "e") {
      value.click();
    } else if (value && key === "a") {
      const pointer = value.dataset.value;
      const button =
        by("data-accept", pointer)[0] || $$("[data-also]").find((b) => b.dataset.also.split(" ").includes(pointer));
      if (button) button.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const writing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && event.target.closest("[data-editing]")) closeEditor();
    if (writing || !$("[data-queue], [data-record]")) return;
    switch (event.key) {
      case "j":
      case "k":
        step(event.key === "j" ? 1 : -1);
        break;
      case "a":
      case "e":
      case "u":
        if ($("[data-queue]")) press(event.key);
        else keyOnDocument(event.key);
        break;
      case "Enter":
        if (!selectedLine() || event.target.closest("a, button")) return; // the browser's
        $("[data-open]", selectedLine()).click();
        break;
      default:
        return;
    }
    event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) {
      at = lines().indexOf(line);
      lines().forEach((l, i) => l.classList.toggle("selected", i === at));
    }
  });

  // After a change the selection, or the focus, is where it was.
  let changed = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    const pointer = form && form.elements.namedItem("pointer");
    changed = pointer ? pointer.value : "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.target.id;
    if (part === "queue") select(at);
    if (part === "record" && !$("[data-editing]")) {
      const value = by("data-value", changed)[0];
      if (value) reach(value);
    }
  });

  // What the server refuses, or does not answer, is told where changes are.
  function tell(text) {
    const place = $("[role=status]");
    if (!place) return;
    place.textContent = text;
    place.classList.add("problem");
    place.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const said = $("main p", answer) || answer.body;
    tell(said.textContent.trim());
  });
  document.addEventListener("htmx:sendError", () => tell(document.body.dataset.offline));

  // --- filters, files and progress

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });

  const drop = $("[data-drop]");
  if (drop) {
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    document.addEventListener("dragleave", () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      drop.elements.namedItem("files").files = event.dataTransfer.files;
      drop.requestSubmit();
    });
  }

  function element(name, text, attributes = {}) {
    const e = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => e.setAttribute(key, value));
    if (typeof text === "string") e.textContent = text;
    else if (text) e.append(text);
    return e;
  }

  function fileRow(words, file) {
    const row = element("tr", "", { class: file.state + (file.member ? " member" : "") });
    const name = file.id ? element("a", file.name, { href: "/d/" + encodeURIComponent(file.id) }) : file.name;
    row.append(element("th", name, { scope: "row", lang: "zh-Hans" }));
    row.append(element("td", words.getAttribute("data-" + (file.status || file.state))));
    row.append(element("td", [file.message, file.known ? words.dataset.known : ""].filter(Boolean).join(" ")));
    return row;
  }

  const job = $("[data-events]");
  if (job) {
    const source = new EventSource(job.dataset.events);
    source.addEventListener("files", (event) => {
      $("tbody", job).replaceChildren(...JSON.parse(event.data).map((file) => fileRow(job, file)));
    });
    source.addEventListener("end", () => {
      source.close();
      job.dataset.ended = "yes";
    });
  }

  watchPictures();
  reachNamed();
  // The way back from a document leads to the line that it was opened from.
  if (history.state && history.state.at !== undefined) select(history.state.at);
})();
