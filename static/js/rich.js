// The rich editor, on request: the field stays a plain textarea until the writer asks.
// What it sends is HTML; the hidden field text_format says so, and the server makes markup of it.
for (const field of document.querySelectorAll("textarea[data-rich]")) offer(field)

function offer(field) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button button--quiet button--small"
  button.textContent = field.dataset.richOffer
  button.addEventListener("click", () => open(field, button))
  field.before(button)
  // A form that came back with something to mend still holds what the rich editor sent.
  const start = () => { if (field.form.elements.text_format.value === "html") open(field, button) }
  start()
  field.form.addEventListener("kept", start)  // js/keep.js filled in what was written before
}

async function open(field, button) {
  if (button.disabled || !button.isConnected) return
  button.disabled = true
  const words = JSON.parse(field.dataset.richWords)
  window.gettext = (text) => words[text] ?? text  // what the editor asks for its dialogs
  try {
    const [editor, html] = await Promise.all([import(field.dataset.rich), htmlOf(field)])
    field.dataset.richStyles.split(" ").forEach(addStyle)
    mount(field, editor, html, words)
    button.remove()
  } catch {
    button.disabled = false  // offline, say: the plain field still works
  }
}

async function htmlOf(field) {
  const format = field.form.elements.text_format
  const answer = await fetch(field.dataset.richPreview, {
    method: "POST",
    headers: { "X-CSRFToken": field.form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ text: field.value, text_format: format.value }),
  })
  if (!answer.ok) throw new Error(answer.status)
  return answer.text()
}

function addStyle(href) {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = href
  document.head.append(link)
}

function mount(field, e, html, words) {
  const box = document.createElement("div")
  box.className = "prose-editor rich prose"
  field.after(box)
  const keep = ({ editor }) => { field.value = editor.isEmpty ? "" : editor.getHTML() }
  const editor = new e.Editor({
    element: box,
    content: html,
    injectCSS: false,  // the content policy forbids a style element made by a script
    textDirection: "auto",
    editorProps: { attributes: { "aria-label": field.dataset.richLabel, role: "textbox", "aria-multiline": "true" } },
    extensions: [
      e.Document, e.Paragraph, e.Text, e.HardBreak, e.History, e.Gapcursor, e.Bold, e.Italic,
      e.Heading.configure({ levels: [2, 3] }), e.BulletList, e.ListItem,
      e.OrderedList.configure({ enableListAttributes: false }),  // markup has no place for them
      e.Blockquote, e.Link, e.Menu, e.NoSpellCheck,
    ],
    onCreate: keep,
    onUpdate: keep,
  })
  for (const moment of ["create", "transaction"]) editor.on(moment, () => name(box, words))
  field.hidden = true
  field.form.elements.text_format.value = "html"
  field.form.addEventListener("kept", async () => {
    const kept = await htmlOf(field)
    field.form.elements.text_format.value = "html"
    editor.commands.setContent(kept, { emitUpdate: true })
  })
  editor.commands.focus()
}

// The editor's buttons have English names only, and some are made anew with every change.
function name(box, words) {
  for (const one of box.querySelectorAll(".prose-menubar [title]")) {
    if (!(one.title in words)) continue
    one.title = words[one.title]
    one.setAttribute("aria-label", one.title)
  }
  for (const one of box.querySelectorAll(".prose-menubar__option > *")) {
    one.textContent = words[one.textContent] ?? one.textContent
  }
}
