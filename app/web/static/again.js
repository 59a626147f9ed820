// Sends the form of a busy page again, after as long as the site asked for. Without this script a button does.
"use strict";

const form = document.getElementById("again");
const told = document.getElementById("told");
// Not all who wait at once.
const wait = Number(form.dataset.seconds) * 1000 * (1 + Math.random() / 2);

told.textContent = form.dataset.trying;
const sending = setTimeout(() => form.requestSubmit(), wait);
form.addEventListener("submit", () => {
  clearTimeout(sending);
  // A file that comes leaves this page where it is.
  told.textContent = form.dataset.sent;
});
