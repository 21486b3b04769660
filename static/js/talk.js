// In a talk: quote the words that are marked, and no window writes over what another one wrote.
for (const link of document.querySelectorAll(".post__foot a[href*='?quote=']")) {
  link.addEventListener("click", () => {
    const body = link.closest(".post").querySelector(".post__body")
    const marked = getSelection()
    const isHere = marked.rangeCount && body.contains(marked.getRangeAt(0).commonAncestorContainer)
    const address = new URL(link.href)
    address.searchParams.delete("words")
    if (isHere && !marked.isCollapsed) address.searchParams.set("words", marked.toString().slice(0, 1000))
    link.href = address
  })
}

// js/keep.js says what the server answered: the number of this save, and what it replaced.
for (const form of document.querySelectorAll("form[data-talk-draft]")) {
  form.addEventListener("saved", ({ detail }) => {
    form.elements.seen.value = detail.version
    const box = form.querySelector("[data-talk-other]")
    box.hidden = !detail.other
    box.querySelector("textarea").value = detail.other
  })
  form.querySelector("[data-talk-use]")?.addEventListener("click", () => {
    const other = form.querySelector("[data-talk-other] textarea")
    const own = form.elements.source.value
    form.elements.source.value = other.value
    other.value = own
    form.elements.seen.value = 0  // so that the next save keeps what it replaces
    form.elements.source.focus()
  })
}
