// Conveniences only: every page works without this file.
(() => {
  const problems = document.getElementById("problems");
  if (problems) problems.focus();

  // A second press on a slow line must not send twice.
  document.addEventListener("submit", event => {
    if (event.target.dataset.sent) event.preventDefault();
    else if (event.target.method === "post") event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));

  // What was typed outlives a closed tab until it is sent.
  document.querySelectorAll("form[data-keep]").forEach(form => {
    const key = "keep:" + form.dataset.keep;
    const fields = () => [...form.elements].filter(e => e.name && !["hidden", "file", "submit"].includes(e.type));
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    fields().forEach(e => {
      if (!(e.name in kept)) return;
      if (e.type === "radio" || e.type === "checkbox") e.checked = kept[e.name].includes(e.value);
      else if (!e.value) e.value = kept[e.name][0] || "";
    });
    form.addEventListener("input", () => {
      const now = {};
      fields().forEach(e => {
        now[e.name] = now[e.name] || [];
        if ((e.type !== "radio" && e.type !== "checkbox") || e.checked) now[e.name].push(e.value);
      });
      sessionStorage.setItem(key, JSON.stringify(now));
      const mark = form.querySelector("[data-saved]");
      if (mark) mark.hidden = false;
    });
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
  });

  document.querySelectorAll("[data-print]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
})();
