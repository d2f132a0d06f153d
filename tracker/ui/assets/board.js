// Cards in columns, moved by mouse, touch, keyboard or menu. A moved card is shown in its
// new column at once; the next payload from Python confirms it or puts it back.
// Text reaches the page only by textContent.

const PAGE = 50 // cards of one column before "Show more"
const HOLD = 350 // ms a finger rests before the card lifts, so that a swipe still scrolls
const SLACK = 6 // px a pointer may tremble before it counts as a drag
const EDGE = 44 // px from the side of the board where a dragged card scrolls it

const boards = new WeakMap() // by root: focus, lift and open pages survive a new payload

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (!boards.has(root)) boards.set(root, new Board(root))
  const board = boards.get(root)
  board.show(data, setTriggerValue)
  return () => { board.close(); boards.delete(root) }
}

function make(tag, name, text) {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== undefined) element.textContent = text
  return element
}

class Board {
  constructor(root) {
    this.root = root
    this.columns = root.querySelector(".columns")
    this.float = root.querySelector(".float")
    this.live = root.querySelector("[aria-live]")
    this.shown = new Map() // stage id -> how many cards
    this.drag = null // pointer: {card, x, y, item, button, ghost, over, timer, frame}
    this.lift = null // keyboard: {id, to}
    this.quietUntil = 0 // the click that ends a drag opens nothing
    this.ended = new AbortController()
    const on = (type, act, more) =>
      this.columns.addEventListener(type, act.bind(this), { signal: this.ended.signal, ...more })
    on("pointerdown", this.press)
    on("pointermove", this.pull)
    on("pointerup", this.release)
    on("pointercancel", this.drop)
    on("touchmove", e => { if (this.drag?.ghost) e.preventDefault() }, { passive: false })
    on("contextmenu", e => { if (this.drag?.touch) e.preventDefault() })
    on("click", this.click)
    on("change", this.choose)
    on("keydown", this.keydown)
    on("keyup", e => { if (e.key === " " && e.target.matches(".open")) e.preventDefault() })
    on("focusout", e => { if (this.lift && !this.drawing && e.target.matches(".open")) this.putBack() })
  }

  show(data, send) {
    this.data = data
    this.send = send
    this.moved = new Map() // card id -> stage, until Python answers
    if (this.drag?.ghost) this.late = true
    else this.draw()
  }

  close() {
    this.drop()
    this.ended.abort()
  }

  // ---- what is where

  card(id) { return this.data.cards.find(card => card.id === id) }
  label(stage) { return this.data.stages.find(({ id }) => id === stage)?.label ?? stage }
  stageOf(card) { return this.moved.get(card.id) ?? card.stage }
  columnOf(stage) { return [...this.columns.children].find(column => column.dataset.stage === stage) }
  buttonOf(id) { return this.columns.querySelector(`[data-id="${CSS.escape(id)}"] .open`) }

  // ---- drawing

  draw() {
    const focused = this.root.activeElement?.closest?.("[data-id]")?.dataset.id
    this.drawing = true // replacing the focused card is not leaving it
    this.late = false
    this.frame()
    const cards = new Map()
    for (const card of this.data.cards) {
      const stage = this.stageOf(card)
      if (!cards.has(stage)) cards.set(stage, [])
      cards.get(stage).push(card)
    }
    for (const column of this.columns.children) this.fill(column, cards.get(column.dataset.stage) ?? [], focused)
    this.columns.tabIndex = this.data.cards.length ? -1 : 0 // an empty board can still be scrolled by keys
    if (this.lift && !this.buttonOf(this.lift.id)) this.lift = null
    this.mark()
    if (focused) this.buttonOf(focused)?.focus({ preventScroll: true })
    this.drawing = false
  }

  frame() {
    const stages = JSON.stringify(this.data.stages)
    if (stages === this.framed) return // the lists keep their place when only cards change
    this.framed = stages
    this.columns.style.setProperty("--n", this.data.stages.length)
    this.columns.replaceChildren(...this.data.stages.map(stage => {
      const column = make("section", "column")
      column.dataset.stage = stage.id
      const dots = make("span", "dots", stage.dots)
      dots.style.color = `var(--st-${stage.color}-color)`
      dots.setAttribute("aria-hidden", "true")
      const head = make("h2")
      head.append(dots, make("span", "", stage.label), make("span", "count"))
      const list = make("ul")
      list.setAttribute("role", "list") // without bullets Safari forgets that it is one
      list.setAttribute("aria-label", stage.label)
      column.append(head, list)
      return column
    }))
  }

  fill(column, cards, focused) {
    const stage = column.dataset.stage
    const at = cards.findIndex(({ id }) => id === focused)
    const limit = Math.max(this.shown.get(stage) ?? PAGE, at + 1)
    const told = this.data.cards.filter(card => card.stage === stage).length
    const { total } = this.data.stages.find(({ id }) => id === stage)
    const beyond = Math.max(0, total - told) // counted by Python, but not sent
    column.querySelector(".count").textContent = cards.length + beyond
    const rows = cards.slice(0, limit).map(card => this.item(card))
    if (!cards.length) rows.push(make("li", "none", "No applications here"))
    if (cards.length > limit) {
      const rest = make("button", "rest", `Show ${Math.min(PAGE, cards.length - limit)} of ${cards.length - limit} more`)
      rest.type = "button"
      rows.push(make("li"))
      rows.at(-1).append(rest)
    } else if (beyond) rows.push(make("li", "none", `and ${beyond} more: filter them, or see the table`))
    column.querySelector("ul").replaceChildren(...rows)
  }

  item(card) {
    const item = make("li", "card")
    item.dataset.id = card.id
    const open = make("button", "open")
    open.type = "button"
    open.setAttribute("aria-describedby", "how")
    const facts = make("span", "facts")
    if (card.days !== null) facts.append(make("span", "days", ["today", "1 day"][card.days] ?? `${card.days} days`))
    if (card.excitement) facts.append(this.stars(card.excitement))
    if (card.source) facts.append(make("span", "source", card.source))
    if (card.next) facts.append(make("span", card.flag ? `next flag ${card.flag}` : "next", card.next))
    for (const fact of [...facts.children].slice(1)) fact.before(" ")
    // The spaces part the words for screen readers.
    open.append(make("span", "company", card.company), " ", make("span", "title", card.title), " ")
    if (card.label) open.append(make("span", "label", card.label), " ")
    open.append(facts)
    if (card.step) open.append(" ", make("span", "step", card.step))
    item.classList.toggle("still", card.quiet)
    item.append(open, this.menu(card))
    return item
  }

  stars(count) {
    const stars = make("span", "stars")
    const drawn = make("span", "", "★".repeat(count))
    drawn.setAttribute("aria-hidden", "true")
    stars.append(drawn, make("span", "unseen", `excitement ${count} of 5`))
    return stars
  }

  menu(card) {
    const more = make("span", "more")
    const dots = make("span", "", "⋯")
    dots.setAttribute("aria-hidden", "true")
    const pick = make("select")
    pick.setAttribute("aria-label", `Move ${card.company}, ${card.title} to`)
    pick.append(new Option("Move to…", ""))
    const here = this.stageOf(card)
    for (const { id, label } of this.data.stages) if (id !== here) pick.append(new Option(label, id))
    more.append(dots, pick)
    return more
  }

  mark() { // what is lifted, and where it would go
    for (const item of this.columns.querySelectorAll(".lifted")) item.classList.remove("lifted")
    if (this.lift) this.buttonOf(this.lift.id)?.parentElement.classList.add("lifted")
    this.aim(this.lift?.to)
  }

  aim(stage) {
    for (const column of this.columns.children) column.classList.toggle("over", column.dataset.stage === stage)
  }

  // ---- moving

  move(id, to) {
    const card = this.card(id)
    this.lift = null
    if (!card || this.stageOf(card) === to) return this.draw()
    const from = this.stageOf(card)
    this.moved.set(id, to)
    this.live.textContent = `${card.company} moved to ${this.label(to)}`
    this.draw()
    this.buttonOf(id)?.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" })
    this.send("move", { id, from, to })
  }

  choose(event) {
    const pick = event.target
    if (pick.matches("select") && pick.value) this.move(pick.closest("[data-id]").dataset.id, pick.value)
  }

  click(event) {
    if (performance.now() < this.quietUntil) return
    const rest = event.target.closest(".rest")
    if (rest) return this.unfold(rest.closest(".column"))
    const open = event.target.closest(".open")
    if (open) this.send("open", open.parentElement.dataset.id)
  }

  unfold(column) {
    const before = column.querySelectorAll(".card").length
    this.shown.set(column.dataset.stage, before + PAGE)
    this.draw()
    column.querySelectorAll(".open")[before]?.focus()
  }

  // ---- pointer: a mouse lifts by pulling, a finger by resting

  press(event) {
    const button = event.target.closest(".open")
    if (!button || event.button !== 0 || !event.isPrimary) return
    this.drop()
    const touch = event.pointerType !== "mouse"
    this.drag = { id: event.pointerId, card: button.parentElement.dataset.id, item: button.parentElement,
      button, touch, x: event.clientX, y: event.clientY, at: event.clientX }
    if (touch) this.drag.timer = setTimeout(() => this.raise(), HOLD)
  }

  raise() {
    const { drag } = this
    if (this.lift) this.putBack()
    const box = drag.item.getBoundingClientRect()
    drag.ghost = drag.item.cloneNode(true)
    drag.ghost.classList.add("ghost")
    drag.ghost.inert = true
    Object.assign(drag.ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` })
    this.float.append(drag.ghost)
    drag.item.classList.add("left")
    this.columns.classList.add("dragging")
    drag.button.setPointerCapture(drag.id)
    this.roll()
  }

  pull(event) {
    const { drag } = this
    if (!drag || event.pointerId !== drag.id) return
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
    if (!drag.ghost) {
      if (Math.hypot(dx, dy) < SLACK) return
      if (drag.touch) return this.drop()
      this.raise()
    }
    drag.at = event.clientX
    drag.ghost.style.transform = `translate(${dx}px, ${dy}px)`
    this.aimAt(drag)
  }

  aimAt(drag) { // at the nearest column, so that no gap between two swallows the card
    const board = this.columns.getBoundingClientRect()
    drag.over = undefined
    let least = Infinity
    for (const column of this.columns.children) {
      const box = column.getBoundingClientRect()
      const away = Math.max(box.left - drag.at, drag.at - box.right, 0)
      if (away < least) [least, drag.over] = [away, column.dataset.stage]
    }
    if (drag.at < board.left - EDGE || drag.at > board.right + EDGE) drag.over = undefined
    this.aim(drag.over)
  }

  roll() { // scroll the board while the card is held at its side
    const { drag, columns } = this
    if (!drag?.ghost) return
    const box = columns.getBoundingClientRect()
    const step = drag.at < box.left + EDGE ? -9 : drag.at > box.right - EDGE ? 9 : 0
    if (step && drag.over) {
      columns.scrollLeft += step
      this.aimAt(drag)
    }
    drag.frame = requestAnimationFrame(() => this.roll())
  }

  release(event) {
    const { drag } = this
    if (!drag || event.pointerId !== drag.id) return
    this.drop()
    if (!drag.ghost) return
    this.quietUntil = performance.now() + 300
    if (drag.over) this.move(drag.card, drag.over)
  }

  drop() {
    const { drag } = this
    if (!drag) return
    this.drag = null
    clearTimeout(drag.timer)
    cancelAnimationFrame(drag.frame)
    drag.ghost?.remove()
    drag.item.classList.remove("left")
    this.columns.classList.remove("dragging")
    this.aim(this.lift?.to)
    if (this.late) this.draw()
  }

  // ---- keyboard

  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape" && this.drag) return this.drop()
    if (event.target.matches("select")) return this.openMenu(event)
    if (!event.target.matches(".open")) return
    const id = event.target.parentElement.dataset.id
    const act = this.lift?.id === id ? this.liftedKeys(id) : this.restingKeys(event.target, id)
    if (!act[event.key]) return
    event.preventDefault()
    if (!event.repeat || event.key.startsWith("Arrow")) act[event.key]()
  }

  openMenu(event) {
    // A closed list would change, and so move the card, at every arrow key.
    if (event.key.length > 1 && !event.key.startsWith("Arrow") && event.key !== "Enter") return
    event.preventDefault()
    try { event.target.showPicker() } catch { /* an old browser: Alt+Down still opens it */ }
  }

  restingKeys(button, id) {
    return {
      " ": () => this.pickUp(id),
      ArrowUp: () => this.walk(button, 0, -1),
      ArrowDown: () => this.walk(button, 0, 1),
      ArrowLeft: () => this.walk(button, -1, 0),
      ArrowRight: () => this.walk(button, 1, 0),
    }
  }

  liftedKeys(id) {
    const settle = () => this.move(id, this.lift.to)
    const stay = () => {}
    return {
      " ": settle, Enter: settle, Escape: () => this.putBack(), ArrowUp: stay, ArrowDown: stay,
      ArrowLeft: () => this.steer(-1), ArrowRight: () => this.steer(1),
    }
  }

  pickUp(id) {
    const card = this.card(id)
    this.lift = { id, to: this.stageOf(card) }
    this.live.textContent = `${card.company} picked up, in ${this.label(this.lift.to)}`
    this.mark()
  }

  putBack() {
    const card = this.card(this.lift.id)
    this.lift = null
    this.live.textContent = card ? `${card.company} stays in ${this.label(this.stageOf(card))}` : ""
    this.mark()
  }

  steer(step) {
    const stages = this.data.stages.map(({ id }) => id)
    const at = Math.min(stages.length - 1, Math.max(0, stages.indexOf(this.lift.to) + step))
    this.lift.to = stages[at]
    this.live.textContent = `${this.label(stages[at])}, ${at + 1} of ${stages.length}`
    this.mark()
    this.columnOf(stages[at]).scrollIntoView({ block: "nearest", inline: "nearest" })
  }

  walk(button, across, down) {
    const columns = [...this.columns.children]
    const here = button.closest(".column")
    const row = [...here.querySelectorAll(".open")].indexOf(button)
    let column = columns.indexOf(here) + across
    while (across && columns[column] && !columns[column].querySelector(".open")) column += across
    const buttons = columns[column]?.querySelectorAll(".open") ?? []
    buttons[Math.min(row + down, across ? buttons.length - 1 : row + down)]?.focus()
  }
}
