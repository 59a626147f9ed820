// Asks whether a file has changed and, if one has, loads the page anew.
"use strict";

const { ask, state } = document.currentScript.dataset;
const stopped = document.getElementById("stopped");

async function look() {
  try {
    const answer = await fetch(ask, { cache: "no-store" });
    const now = await answer.text();
    stopped.hidden = true;
    if (answer.ok && now !== state) {
      location.reload();
      return;
    }
  } catch {
    stopped.hidden = false;
  }
  setTimeout(look, 500);
}

look();
