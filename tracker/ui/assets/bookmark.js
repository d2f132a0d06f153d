export default function (component) {
  const link = component.parentElement.querySelector("#bookmark");
  link.href = component.data.code;
  // Clicked here it would capture this very page; it is for the bookmarks bar.
  const stop = (event) => event.preventDefault();
  link.addEventListener("click", stop);
  return () => link.removeEventListener("click", stop);
}
