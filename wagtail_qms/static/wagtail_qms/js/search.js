/* Suggestions while typing, by the ARIA pattern "combobox with a list box". Without this script the form is a form.
   The words it says come from the page, in data attributes. */
(() => {
  "use strict";

  const WAIT = 180;
  const SHORTEST = 2;

  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  class Suggestions {
    constructor(input) {
      this.input = input;
      this.known = new Map();
      this.at = -1;
      this.typed = input.value;
      this.list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "qms-suggestions", "aria-label": input.dataset.qmsSays });
      this.status = element("p", { role: "status", class: "qms-hidden" });
      this.list.hidden = true;
      input.parentElement.append(this.list, this.status);
      const combobox = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      for (const [key, value] of Object.entries(combobox)) input.setAttribute(key, value);
      input.addEventListener("input", () => this.later());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      // The input keeps the focus while somebody presses on a suggestion.
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    }

    get options() {
      return [...this.list.children];
    }

    later() {
      this.typed = this.input.value;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const text = this.input.value.trim().replace(/\s+/g, " ");
      if (text.length < SHORTEST) return this.close();
      if (!this.known.has(text)) {
        const found = await this.fetched(text);
        if (!found) return this.close();
        this.known.set(text, found);
      }
      // Meanwhile something else may have been typed, or the reader may have gone on.
      if (text === this.input.value.trim().replace(/\s+/g, " ") && document.activeElement === this.input) this.show(this.known.get(text));
    }

    async fetched(text) {
      this.asking?.abort();
      this.asking = new AbortController();
      try {
        const address = new URL(this.input.dataset.qmsSuggest, document.baseURI);
        address.searchParams.set("q", text);
        const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
        return answer.ok ? (await answer.json()).suggestions : null;
      } catch {
        // No suggestions are no fault: the form works without.
        return null;
      }
    }

    show(found) {
      this.at = -1;
      this.input.removeAttribute("aria-activedescendant");
      this.list.replaceChildren(...found.map((suggestion, index) => this.option(suggestion, index)));
      this.list.hidden = !found.length;
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      const words = this.input.dataset;
      this.status.textContent = found.length ? words.qmsSome.replace("{n}", found.length) : words.qmsNone;
    }

    option(suggestion, index) {
      const row = element("li", { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false" });
      row.textContent = suggestion.text;
      row.dataset.text = suggestion.code || suggestion.text;
      if (suggestion.code) {
        const code = element("span", { class: "qms-suggestions__code" });
        code.textContent = suggestion.code;
        row.prepend(code, " ");
      }
      return row;
    }

    move(step) {
      const options = this.options;
      options[this.at]?.setAttribute("aria-selected", "false");
      // One place more than there are suggestions: what was typed.
      this.at = ((this.at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
      const chosen = options[this.at];
      this.input.value = chosen ? chosen.dataset.text : this.typed;
      if (!chosen) return this.input.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", chosen.id);
    }

    key(event) {
      // Enter and arrows belong to whoever is composing a letter, as with Telex and VNI.
      if (event.isComposing) return;
      if (event.key === "Escape" && !this.list.hidden) {
        this.input.value = this.typed;
        this.close();
        event.preventDefault();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (this.list.hidden) this.ask();
        else this.move(event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
      }
    }

    take(row) {
      if (!row) return;
      this.input.value = row.dataset.text;
      this.close();
      this.input.form.requestSubmit();
    }

    close() {
      clearTimeout(this.timer);
      this.asking?.abort();
      this.at = -1;
      this.list.hidden = true;
      this.status.textContent = "";
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  for (const input of document.querySelectorAll("input[data-qms-suggest]")) new Suggestions(input);
})();
