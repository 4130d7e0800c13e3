// Adding, changing and removing phones.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { t } from "./texts.js";

const FIELDS = [["first_name", true], ["last_name"], ["note"], ["username"], ["phone"]];

export const addPerson = () => form(t("add_phone"), {}, (values) => api.addPerson(values));

export const editPerson = (person) => form(t("edit_person"), person, (values) => api.changePerson(person.id, values));

export async function removePerson(phone) {
  const sure = await confirmPage(t("remove_sure", { name: phone.name }), t("remove"));
  if (sure) await phone.attempt(api.removePerson(phone.id));
}

function form(title, person, save) {
  const roles = h("datalist", { id: "roles" }, t("roles").split(",").map((value) => h("option", { value })));
  const inputs = FIELDS.map(([name, required]) => h("label", {}, t(name),
    h("input", { name, value: person[name] ?? "", required: Boolean(required), autocomplete: "off", list: name === "note" ? "roles" : undefined })));
  const language = h("select", { name: "language_code" }, [["ru", "Русский"], ["en", "English"]].map(([value, text]) =>
    h("option", { value, selected: (person.language_code ?? "ru") === value }, text)));
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const dialog = h("dialog", { class: "page-dialog", label: title, data: { role: "person-form" } });
  const body = h("form", { method: "dialog" }, h("h2", {}, title), inputs, h("label", {}, t("person_language"), language), roles, wrong,
    h("div", { class: "dialog-actions" }, button({ onclick: () => dialog.close() }, t("cancel")), h("button", { type: "submit", class: "main", data: { role: "save-person" } }, t("save"))));
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(body));
    for (const [name, value] of Object.entries(values)) {
      values[name] = value.trim().replace(name === "username" ? /^@/ : /^$/, "");
      if (!values[name] && !person.id) delete values[name];
    }
    try {
      await save(values);
      dialog.close();
    } catch (error) {
      wrong.textContent = error.message;
    }
  });
  open(dialog, body);
}

/** A question over the whole page; true when it was agreed to. */
export function confirmPage(question, yes) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "page-dialog", label: question, data: { role: "confirm" } });
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
    open(dialog, h("form", { method: "dialog" }, h("p", {}, question),
      h("div", { class: "dialog-actions" }, h("button", { value: "" }, t("cancel")), h("button", { value: "yes", class: "danger" }, yes))));
  });
}

function open(dialog, body) {
  dialog.append(body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

