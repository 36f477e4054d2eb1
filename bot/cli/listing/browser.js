// Pointing at an article, or at one of its lines, marks both; a tap or the keyboard keeps the mark, a second one takes it off.
let kept = null
function marked(target) {
  const part = target && target.closest ? target.closest("[data-article]") : null
  return part && { page: part.closest("section"), article: part.dataset.article, inLines: !!part.closest(".lines") }
}
function show(what) {
  document.querySelectorAll(".marked").forEach(part => part.classList.remove("marked"))
  if (what) what.page.querySelectorAll(`[data-article="${what.article}"]`).forEach(part => part.classList.add("marked"))
}
function same(one, other) { return one && other && one.page === other.page && one.article === other.article }
function keep(what) {
  kept = same(kept, what) ? null : what
  show(kept)
  if (!kept) return
  const lines = kept.page.querySelector(".lines"), article = kept.page.querySelector(`article[data-article="${kept.article}"]`)
  const first = lines.querySelector(`[data-article="${kept.article}"]`)
  // what was touched stays where it is, and the other part comes into view: the lines scroll in a frame of their own
  if (kept.inLines) article.scrollIntoView({ block: "nearest" })
  else if (first) lines.scrollTop += first.getBoundingClientRect().top - lines.getBoundingClientRect().top - 40
}
document.addEventListener("pointerover", event => { if (event.pointerType === "mouse") show(marked(event.target) || kept) })
document.addEventListener("click", event => { if (!event.target.closest("a")) keep(marked(event.target)) })
document.addEventListener("keydown", event => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("article")) { event.preventDefault(); keep(marked(event.target)) }
})
