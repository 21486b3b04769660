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
  if (field.form.elements.text_format.value === "html") open(field, button)
}

async function open(field, button) {
  button.disabled = true
  try {
    const [editor, html] = await Promise.all([import(field.dataset.rich), htmlOf(field)])
    field.dataset.richStyles.split(" ").forEach(addStyle)
    mount(field, editor, html)
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

function mount(field, e, html) {
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
      e.Heading.configure({ levels: [2, 3] }), e.BulletList, e.OrderedList, e.ListItem,
      e.Blockquote, e.Link, e.Menu, e.NoSpellCheck,
    ],
    onCreate: keep,
    onUpdate: keep,
  })
  field.hidden = true
  field.form.elements.text_format.value = "html"
  editor.commands.focus()
}
