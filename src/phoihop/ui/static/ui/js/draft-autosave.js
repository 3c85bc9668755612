// Saves a draft form while it is being edited.
//
//   <form method="post" {% autosave url %}> … <output class="saved" data-autosave-status></output></form>
//
// The form is posted as it is (with its CSRF token and `version`) and the header X-Requested-With: autosave.
// 200 with JSON {"version": "4"} or 204: saved. 409: somebody else changed the draft; nothing is sent any more.
// Everything else: not saved, tried again with the next change. The submit button works without this module.

const WAIT = 900; // ms after the last keystroke

class Autosave {
  constructor(form) {
    this.form = form;
    this.output = form.querySelector("[data-autosave-status]");
    this.timer = 0;
    this.running = false;
    this.again = false;
    this.stopped = false;
    this.output?.setAttribute("role", "status");
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", () => this.stop());
    // Back from the page that the submit led to: the form is live again.
    window.addEventListener("pageshow", () => {
      this.stopped = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.timer) {
        this.save();
      }
    });
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = this.stopped ? 0 : window.setTimeout(() => this.save(), WAIT);
  }

  stop() {
    this.stopped = true;
    window.clearTimeout(this.timer);
    this.timer = 0;
  }

  /** One request at a time, else an older answer could overwrite a newer version number. */
  async save() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.say("saving");
    try {
      await this.send();
    } catch (error) {
      this.say("fault");
      if (!(error instanceof TypeError)) {
        throw error; // fetch reports a lost connection as TypeError; anything else is a mistake of ours
      }
    } finally {
      this.running = false;
    }
    if (this.again) {
      this.again = false;
      this.later();
    }
  }

  async send() {
    const answer = await fetch(this.form.dataset.autosave, {
      method: "POST",
      body: new FormData(this.form),
      headers: { "X-Requested-With": "autosave", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: document.visibilityState === "hidden", // browsers take at most 64 KB this way
    });
    if (answer.status === 409) {
      this.stop();
      this.say("conflict");
    } else if (answer.ok) {
      await this.takeVersion(answer);
      this.say("saved");
    } else {
      this.say("fault");
    }
  }

  async takeVersion(answer) {
    if (answer.status === 204) {
      return;
    }
    const { version } = await answer.json();
    const control = this.form.elements.namedItem("version");
    if (control && version !== undefined) {
      control.value = String(version);
    }
  }

  say(state) {
    if (!this.output) {
      return;
    }
    const words = this.form.dataset[state];
    const clock = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    this.output.dataset.state = state === "saved" || state === "saving" ? "fine" : "fault";
    this.output.textContent = state === "saved" ? `${words} ${clock}` : words;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(form);
}
