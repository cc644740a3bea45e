/* Fields that are there to be copied select their whole text when they are reached. Without script they are plain fields. */

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".copied [readonly]")) target.select();
});
