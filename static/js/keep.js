// Keeps what is being written: in this browser at once, on the server every few seconds.
// A form asks for it with data-keep, the name of its place (person and object), and says with
// data-keep-fields what people type into; data-keep-url is where drafts go, if anywhere.
// The script has no words of its own: they come as data-keep-words.
const LOOK = 1000, SEND = 4000, RETRY = 8000  // milliseconds

for (const form of document.querySelectorAll("form[data-keep]")) keep(form)
for (const done of document.querySelectorAll("[data-keep-done]")) {
  for (const name of names(`keep:${done.dataset.keepDone}`)) localStorage.removeItem(name)
}
for (const form of document.querySelectorAll("form[data-keep-forget]")) {
  form.addEventListener("submit", () => names("keep:").forEach((name) => localStorage.removeItem(name)))
}

function keep(form) {
  const words = JSON.parse(form.dataset.keepWords)
  const place = `keep:${form.dataset.keep}:`
  const name = place + form.elements.key.value
  const state = form.querySelector("[data-keep-state]")
  let typed = read(form), sent = typed, next = 0, busy = false
  for (const other of names(place)) if (other !== name) offer(form, other, words)
  setInterval(look, LOOK)
  form.addEventListener("focusout", () => { next = 0; look() })
  addEventListener("pagehide", hold)
  addEventListener("online", () => { next = 0; look() })

  function hold() {
    const now = read(form)
    if (now === typed) return
    typed = now
    write(name, typed)
  }

  function look() {
    hold()
    if (form.dataset.keepUrl && typed !== sent && !busy && Date.now() >= next) send()
  }

  async function send() {
    const what = typed
    busy = true
    say(words.saving)
    next = Date.now() + RETRY
    try {
      const answer = await fetch(form.dataset.keepUrl, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
      })
      if (answer.ok) {
        sent = what
        next = Date.now() + SEND
        if (typed === what) localStorage.removeItem(name)
        const saved = await answer.json()
        say(saved.said)
        form.dispatchEvent(new CustomEvent("saved", { detail: saved }))
      } else {
        say(answer.status === 401 ? words.signedOut : words.unsaved, true)
        if (answer.status === 403) await renew(form)
      }
    } catch {
      say(words.unsaved, true)
    }
    busy = false
  }

  function say(text, isBad = false) {
    if (state.textContent !== text) state.textContent = text
    state.classList.toggle("saved--not", isBad)
  }
}

// The token that forms carry ends with the session it was made in.
async function renew(form) {
  const page = await (await fetch(location.href)).text()
  const fresh = new DOMParser().parseFromString(page, "text/html")
  const token = fresh.querySelector("form[data-keep] input[name=csrfmiddlewaretoken]")
  if (token) form.elements.csrfmiddlewaretoken.value = token.value
}

function offer(form, name, words) {
  const { at, typed } = JSON.parse(localStorage.getItem(name))
  if (typed === read(form)) return localStorage.removeItem(name)
  const box = document.createElement("div")
  box.className = "notice notice--wait"
  const text = document.createElement("p")
  text.textContent = words.offer.replace("{time}", new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }))
  const row = document.createElement("p")
  row.className = "row"
  row.append(
    button(words.use, "button button--small", () => { fill(form, JSON.parse(typed)); done() }),
    button(words.discard, "button button--quiet button--small", done),
  )
  box.append(text, row)
  form.before(box)

  function done() {
    localStorage.removeItem(name)
    box.remove()
    form.querySelector("textarea")?.focus()
  }
}

function button(text, style, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = style
  made.textContent = text
  made.addEventListener("click", press)
  return made
}

function fill(form, fields) {
  for (const [field, value] of Object.entries(fields)) form.elements[field].value = value
  form.dispatchEvent(new Event("kept"))
}

function read(form) {
  const fields = form.dataset.keepFields.split(" ")
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, form.elements[field].value])))
}

function write(name, typed) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), typed }))
  } catch {
    // The browser's room is full, or it keeps nothing: the server's draft is what there is.
  }
}

function names(start) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start))
  } catch {
    return []
  }
}
