// Leaves for an encyclopaedia in place of this page, the form emptied: by the link, or by Escape three times.
"use strict";

const exit = document.getElementById("exit");
const within = 1500; // milliseconds
let pressed = [];

function leave() {
  for (const form of document.forms) {
    for (const field of form.elements) {
      if (field.matches("input:not([type=checkbox], [type=radio]), textarea")) field.value = "";
    }
  }
  document.documentElement.hidden = true;
  location.replace(exit.href);
}

exit.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  pressed = [...pressed.filter((moment) => event.timeStamp - moment < within), event.timeStamp];
  if (pressed.length === 3) leave();
});
