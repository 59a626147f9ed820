// Shows the letter while it is being written. Without this script the preview button does the same.
"use strict";

const form = document.getElementById("write");
const wide = matchMedia("(min-width: 64rem)");
const pause = 400; // milliseconds without a key before the letter is set anew
const thrifty = navigator.connection?.saveData === true;
let waiting; // for the pause to end
let asked; // the answer that is on its way; an older one is dropped
let shown = ""; // the office whose letter is looked at
let fresh = false; // whether what is seen is what is typed

const pane = () => document.getElementById("sheets");
const inSight = () => document.body.classList.contains("looking") || (wide.matches && !thrifty);

function changed() {
  fresh = false;
  asked?.abort();
  clearTimeout(waiting);
  waiting = setTimeout(refresh, pause);
}

async function refresh() {
  clearTimeout(waiting);
  if (fresh || !inSight()) return;
  asked?.abort();
  const mine = (asked = new AbortController());
  const typed = new URLSearchParams(new FormData(form));
  typed.set("shown", shown);
  pane().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.live, { method: "POST", body: typed, signal: mine.signal, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked || mine.signal.aborted) return;
    // A case that was closed meanwhile tells so, with all that was typed.
    if (answer.status === 409) return form.requestSubmit();
    if (!page.getElementById("sheets")) {
      // A busy site says when to come again.
      const seconds = Number(answer.headers.get("Retry-After"));
      if (seconds) waiting = setTimeout(refresh, seconds * 1000);
      return say(pane().dataset.failed);
    }
    fresh = true;
    put(page);
  } catch (error) {
    if (error.name !== "AbortError" && mine === asked) say(pane().dataset.failed);
  } finally {
    if (mine === asked) pane().removeAttribute("aria-busy");
  }
}

function put(page) {
  const old = pane();
  const opened = new Set([...document.querySelectorAll("#sheets details[id][open]")].map((one) => one.id));
  const closed = new Set([...document.querySelectorAll("#sheets details[id]:not([open])")].map((one) => one.id));
  const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
  const now = page.getElementById("sheets");
  // What is to mend is told above the last letter that could be set.
  if (!now.querySelector(".sheet")) now.append(...old.querySelectorAll("article.letter"));
  for (const one of now.querySelectorAll("details[id]")) {
    one.open = opened.has(one.id) || (one.open && !closed.has(one.id));
  }
  old.replaceChildren(...now.childNodes);
  for (const name of ["meters", "hints"]) {
    const there = document.getElementById(name);
    const next = page.getElementById(name);
    if (there && next && there.innerHTML !== next.innerHTML) there.replaceChildren(...next.childNodes);
  }
  offerCopies();
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}

function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  text.select();
  // The older way works on pages without TLS too, such as onion services.
  const copied = navigator.clipboard ? navigator.clipboard.writeText(text.value) : Promise.resolve(document.execCommand("copy"));
  copied.then(() => (button.textContent = button.dataset.done), () => text.focus());
}

function say(words) {
  const told = pane().querySelector(".told") ?? Object.assign(document.createElement("p"), { className: "note told" });
  told.setAttribute("role", "status");
  told.textContent = words;
  pane().prepend(told);
}

function look(open) {
  document.body.classList.toggle("looking", open);
  // What lies under the letter takes no key.
  for (const one of document.querySelectorAll(".skip, .site-head, .site-foot, .intro, #write")) one.inert = open;
  see.textContent = open ? pane().dataset.back : pane().dataset.see;
  see.setAttribute("aria-expanded", String(open));
  if (open) refresh().then(() => document.getElementById("sheets-title")?.focus());
  else see.focus();
}

function move(arrow) {
  const sentence = arrow.closest("li");
  const ticked = [...sentence.parentElement.children].filter((one) => one.querySelector("input").checked);
  const other = ticked[ticked.indexOf(sentence) + (arrow.value.startsWith("up:") ? -1 : 1)];
  if (!ticked.includes(sentence) || !other) return;
  if (arrow.value.startsWith("up:")) other.before(sentence);
  else other.after(sentence);
  arrow.focus();
  changed();
}

const see = Object.assign(document.createElement("button"), {
  type: "button", className: "button see", textContent: pane().dataset.see,
});
see.setAttribute("aria-controls", "sheets");
see.setAttribute("aria-expanded", "false");
see.addEventListener("click", () => look(!document.body.classList.contains("looking")));
document.querySelector(".writing").append(see);
document.body.classList.add("live");
document.body.classList.toggle("thrifty", thrifty);

offerCopies();
form.addEventListener("input", changed);
form.addEventListener("click", (event) => {
  const arrow = event.target.closest(".arrow");
  if (!arrow) return;
  event.preventDefault();
  move(arrow);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) return copy(button);
  // On a phone the field that is to be mended lies under the letter.
  if (event.target.closest("#sheets .summary a") && document.body.classList.contains("looking")) look(false);
  const tab = event.target.closest("[data-shown]");
  if (!tab) return;
  shown = tab.dataset.shown;
  changed();
  refresh();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("looking")) look(false);
});
wide.addEventListener("change", () => {
  if (document.body.classList.contains("looking")) look(false);
  refresh();
});
addEventListener("online", refresh);
// A page that came back from the browser's memory may hold other words than it was sent with.
addEventListener("pageshow", () => {
  if (!pane().querySelector(".sheet") || performance.getEntriesByType("navigation")[0]?.type === "back_forward") changed();
});
