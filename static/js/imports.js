// Bringing in a file: how much of a large one has been sent, and that columns which were changed are to be tried again. Without
// this script the forms are sent as they are, and the browser shows its own progress.

const form = document.querySelector("#import-in");
const bar = form?.querySelector(".sending");
const words = form?.querySelector(".sent");

function send(event) {
  if (!form.elements.file.files.length) return;
  event.preventDefault();
  const file = form.elements.file;
  if (file.files[0].size > Number(file.dataset.most)) {
    say(`This file is larger than ${Number(file.dataset.most) / 1e6} MB, so it was not sent. Part it, or use load_events.`);
    return;
  }
  const request = new XMLHttpRequest();
  form.querySelector("button").disabled = true;
  bar.hidden = words.hidden = false;
  request.upload.addEventListener("progress", (sent) => {
    bar.value = sent.total ? sent.loaded / sent.total : 0;
    words.value = `${Math.round(bar.value * 100)} % sent`;
  });
  request.addEventListener("load", () => arrive(request));
  request.addEventListener("error", () => fail());
  request.open("POST", form.action);
  request.send(new FormData(form));
}

// The answer is the page of the file, or this page with what is wrong with it.
function arrive(request) {
  if (request.status < 400 && request.responseURL !== form.action) {
    window.location.assign(request.responseURL);
    return;
  }
  const told = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("[role=alert]");
  say(told?.textContent ?? `The server refused the file (${request.status}).`);
}

function fail() {
  say("The file did not arrive: the connection broke. Send it again.");
}

function say(text) {
  form.querySelector("button").disabled = false;
  bar.hidden = true;
  words.hidden = false;
  words.value = text;
  words.setAttribute("role", "alert");
}

// What was tried is what would be imported: not what was chosen since.
function askToTry(event) {
  if (!event.target.closest?.("#import-how")) return;
  document.querySelector("#try").classList.add("main");
  const load = document.querySelector("#import-now");
  if (!load) return;
  load.classList.remove("main");
  load.disabled = true;
  load.title = "What you chose was not tried yet.";
}

form?.addEventListener("submit", send);
document.addEventListener("change", askToTry);
