// A field for several names with a list to choose from: the browser compares the whole field with
// the list, so each choice is offered with what stands before it already.
for (const field of document.querySelectorAll("input[list][data-many]")) {
  const names = [...(field.list?.options ?? [])].map((option) => option.value)
  field.addEventListener("input", () => {
    const before = field.value.replace(/[^,;،؛]*$/, "").trim()
    const separator = field.dataset.many.trim()
    const start = before && `${before.replace(/[,;،؛]$/, separator)} `
    field.list.replaceChildren(...names.map((name) => new Option("", start + name)))
  })
}
