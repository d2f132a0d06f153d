// Choosing a theme in the menu does not run the page again, and charts and the logo carry
// colours from Python. This runs at each change of theme, and asks for a run if Python is behind.

export default function ({ data, parentElement: root, setTriggerValue }) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  pen.fillStyle = getComputedStyle(root.host ?? root).getPropertyValue("--st-background-color").trim()
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
  const shown = 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light"
  if (shown !== data.theme) setTriggerValue("turned", shown)
}
