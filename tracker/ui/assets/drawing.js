// Draws what tracker.charts.chain_picture laid out, with the vis-network that a second
// component brings (see drawing.py). Names are painted on a canvas or shown as plain text.

const NARROWEST = 760 // px; below it the drawing scrolls sideways instead of shrinking
const WIDEST_NAME = 126 // px; a box of 150 holds 132 between its margins

const drawings = new WeakMap()

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (!drawings.has(root)) drawings.set(root, new Drawing(root))
  const drawing = drawings.get(root)
  drawing.show(data, setTriggerValue)
  return () => { drawing.close(); drawings.delete(root) }
}

class Drawing {
  constructor(root) {
    this.root = root
    this.scroll = root.querySelector(".scroll")
    this.box = root.querySelector(".net")
    this.chosen = null
    this.ended = new AbortController()
    this.resized = new ResizeObserver(() => this.fit())
    addEventListener("vis-ready", () => this.paint(), { signal: this.ended.signal })
  }

  show(data, send) {
    this.data = data
    this.send = send
    this.box.setAttribute("aria-label", data.alt)
    this.paint() // Python's script runs this again when the theme changes, too
  }

  close() {
    this.ended.abort()
    this.resized.disconnect()
    this.net?.destroy()
    this.net = null
  }

  paint() {
    if (!globalThis.vis || !this.data) return
    const view = this.view()
    if (this.net) this.net.setData(view)
    else this.start(view)
    this.fit()
    if (this.chosen && this.data.nodes.some(({ id }) => id === this.chosen)) this.net.selectNodes([this.chosen], false)
  }

  start(view) {
    this.net = new globalThis.vis.Network(this.box, view, this.data.options)
    this.box.firstElementChild.removeAttribute("tabindex") // a picture has nothing to focus inside
    this.net.on("click", ({ nodes }) => this.choose(nodes[0]))
    this.net.on("hoverNode", ({ node }) => this.box.classList.toggle("over", this.opens(node)))
    this.net.on("blurNode", () => this.box.classList.remove("over"))
    this.resized.observe(this.scroll)
  }

  fit() {
    if (!this.net) return
    const { width, height } = this.data
    const least = Math.min(width, NARROWEST)
    const scale = Math.min(1, Math.max(least, this.scroll.clientWidth) / width)
    this.box.style.setProperty("--w", `${least}px`)
    this.box.style.setProperty("--h", `${Math.round(height * scale)}px`)
    this.scroll.tabIndex = this.scroll.scrollWidth > this.scroll.clientWidth ? 0 : -1 // keys scroll it
    this.net.setSize(`${this.box.clientWidth}px`, `${this.box.clientHeight}px`)
    this.net.moveTo({ position: { x: 0, y: 0 }, scale, animation: false })
    this.net.redraw()
  }

  opens(id) { return this.data.nodes.some(node => node.id === id && node.kind !== "more" && node.kind !== "me") }

  choose(id) {
    if (id === undefined || !this.opens(id)) return this.net.unselectAll()
    this.chosen = id
    this.send("node", id)
  }

  // ---- the colours of the theme, which a canvas needs as values

  view() {
    const style = getComputedStyle(this.root.host ?? this.box)
    const color = name => style.getPropertyValue(`--st-${name}`).trim()
    const ink = color("text-color")
    const line = color("link-color")
    const border = color("border-color")
    const face = color("font") || "sans-serif"
    const fills = {
      me: [color("primary-color"), "#FFFFFF", border],
      contact: [color("secondary-background-color"), ink, border],
      friend: [color("background-color"), ink, border],
      insider: [color("chart-sequential-colors").split(",")[1] || color("secondary-background-color"), ink, border],
      broker: [color("primary-color"), ink, border],
      known: [color("chart-sequential-colors").split(",")[4] || color("gray-color"), ink, border],
      member: [color("chart-sequential-colors").split(",")[1] || color("gray-color"), ink, border],
      more: [color("background-color"), color("gray-text-color"), color("background-color")],
    }
    const pen = document.createElement("canvas").getContext("2d")
    pen.font = `15px ${face}`
    const nodes = this.data.nodes.map(node => this.node(node, fills[node.kind], line, face, pen))
    const edges = this.data.edges.map(edge => ({
      ...edge,
      color: {
        color: edge.best ? line : color("gray-color"), hover: edge.best ? line : color("gray-color"),
        highlight: line, opacity: edge.best ? 1 : 0.45,
      },
    }))
    return { nodes, edges }
  }

  node(node, [background, ink, rim], line, face, pen) {
    return {
      ...node,
      label: node.shape === "text" ? node.label : shorten(node.label, pen),
      borderWidth: node.best ? 2 : 1,
      borderWidthSelected: node.kind === "more" ? 1 : 3,
      font: { face, size: 15, color: ink },
      color: {
        background, border: node.best ? line : rim,
        highlight: { background, border: node.kind === "more" ? rim : line },
        hover: { background, border: node.kind === "more" ? rim : line },
      },
    }
  }
}

function shorten(name, pen) {
  const letters = [...name]
  if (pen.measureText(name).width <= WIDEST_NAME) return name
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > WIDEST_NAME) letters.pop()
  return `${letters.join("").trimEnd()}…`
}
