
// The library above is now globalThis.vis.
export default function () {
  globalThis.dispatchEvent(new Event("vis-ready"))
}
