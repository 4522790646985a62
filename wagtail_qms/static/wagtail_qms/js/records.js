/* While a report is typed: requirements that match, and earlier reports that say nearly the same. Works without. */
(() => {
  "use strict";
  const form = document.querySelector("[data-qms-report]");
  if (!form) return;

  const later = (act, wait = 350) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  };

  const ask = async (address, asked) => {
    const answer = await fetch(`${address}?${new URLSearchParams(asked)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : null;
  };

  const radio = (name, value, label, isChosen) => {
    const line = document.createElement("label");
    const input = document.createElement("input");
    const text = document.createElement("span");
    Object.assign(input, { type: "radio", name, value, checked: isChosen });
    text.textContent = label;
    line.append(input, " ", text);
    return line;
  };

  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`);
  const field = (name) => form.querySelector(`[name="${name}"]`);

  const box = form.querySelector("[data-qms-choices]");
  const query = field("requirement_query");
  const findRequirements = async () => {
    const kept = chosen("requirement")?.closest("label");
    const words = query.value.trim();
    const found = words ? await ask(form.dataset.requirements, { q: words }) : { choices: [] };
    if (!found || words !== query.value.trim()) return;
    const lines = found.choices
      .filter((choice) => choice.value !== kept?.querySelector("input").value)
      .map((choice) => radio("requirement", choice.value, choice.label, false));
    const none = document.createElement("p");
    none.textContent = box.dataset.none;
    box.replaceChildren(...(kept ? [kept] : []), ...(lines.length || !words || kept ? lines : [none]));
  };
  if (box && query) {
    form.querySelector("[data-qms-find]").hidden = true;
    query.addEventListener("input", later(findRequirements));
    query.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); findRequirements(); } });
  }

  const repeats = form.querySelector("[data-qms-repeats]");
  if (!repeats || !form.dataset.repeats) return;
  const list = repeats.querySelector("[data-qms-repeats-list]");
  const findRepeats = async () => {
    const found = await ask(form.dataset.repeats, {
      text: `${field("title").value}\n${field("description").value}`,
      unit: field("unit").value,
      requirement: chosen("requirement")?.value ?? "",
    });
    if (!found) return;
    const was = chosen("repeats")?.value ?? "";
    const lines = found.repeats.map((other) => {
      const line = radio("repeats", other.id, other.label, String(other.id) === was);
      const link = document.createElement("a");
      Object.assign(link, { href: other.url, target: "_blank", rel: "noopener" });
      link.textContent = repeats.querySelector("[data-qms-look]").content.textContent;
      line.lastChild.append(" ", link);
      return line;
    });
    if (lines.length) {
      lines.push(repeats.querySelector("[data-qms-none]").content.firstElementChild.cloneNode(true));
      if (was && found.repeats.some((other) => String(other.id) === was)) lines.at(-1).querySelector("input").checked = false;
    }
    list.replaceChildren(...lines);
    repeats.hidden = !lines.length;
  };
  const soon = later(findRepeats, 600);
  for (const name of ["title", "description", "unit"]) field(name).addEventListener("input", soon);
  form.addEventListener("change", (event) => { if (event.target.name === "requirement") soon(); });
})();
