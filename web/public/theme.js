// Sets the chosen theme before the first paint, so that the page does not flash. A file of its own, not an inline script:
// it works under a Content-Security-Policy of 'self'. The rest of the theme lives in src/ui/theme.ts.
(function () {
  try {
    var chosen = localStorage.getItem('trialog.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden; the system's theme is used then.
  }
})();
