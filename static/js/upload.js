// A chosen file is sent at once, with a bar and a way out. Without this script it goes with the form.
const { max, round } = Math
const amount = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

const start = (field) => {
  const list = field.querySelector(".uploads__list")
  const box = field.querySelector(".uploads__progress")
  const bar = box.querySelector("progress")
  const said = field.querySelector(".uploads__said")
  const buttons = field.closest("form").querySelectorAll(".form-end button")
  let running = null

  const rest = (words = "") => {
    running = null
    box.hidden = true
    said.textContent = words
    for (const button of buttons) button.disabled = false
  }

  const show = ({ loaded, total }) => {
    const part = round((100 * loaded) / max(total, 1))
    bar.value = part
    box.querySelector(".uploads__amount").textContent = `${part}% · ${amount(loaded)} / ${amount(total)}`
  }

  const answer = (request, input, row) => {
    if (request.status !== 201) {
      input.value = ""
      const known = [403, 422].includes(request.status) && !request.responseText.startsWith("<")
      return rest(known ? request.responseText : request.status === 413 ? field.dataset.tooLarge : field.dataset.failed)
    }
    input.value = ""
    row ? (row.outerHTML = request.responseText) : list.insertAdjacentHTML("beforeend", request.responseText)
    rest(field.dataset.done)
  }

  const send = (input) => {
    const file = input.files[0]
    if (!file || running) return
    if (file.size > Number(field.dataset.largest)) {
      input.value = ""
      return rest(field.dataset.tooLarge)
    }
    const row = input.closest(".upload")
    const data = new FormData()
    data.append("csrfmiddlewaretoken", field.closest("form").elements.csrfmiddlewaretoken.value)
    if (row) data.append("files", row.querySelector("[name=files]").value)
    if (row) data.append("title", row.querySelector("[type=text]").value)
    data.append("files-new", file)
    running = new XMLHttpRequest()
    const request = running
    request.open("POST", field.dataset.uploads)
    request.upload.addEventListener("progress", show)
    request.addEventListener("load", () => answer(request, input, row))
    request.addEventListener("error", () => answer(request, input, row))
    request.addEventListener("abort", () => {
      input.value = ""
      rest()
    })
    said.textContent = `${field.dataset.sending} ${file.name}`
    show({ loaded: 0, total: file.size })
    box.hidden = false
    // Sent now, the form would go without the file, or with it once more.
    for (const button of buttons) button.disabled = true
    request.send(data)
  }

  box.querySelector("button").addEventListener("click", () => running?.abort())
  field.addEventListener("change", (event) => event.target.type === "file" && send(event.target))
}

for (const field of document.querySelectorAll("[data-uploads]")) start(field)
