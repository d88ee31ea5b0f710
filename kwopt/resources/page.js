// Plotly refuses to resize a drawing that was hidden meanwhile (another tab was opened), and NiceGUI does not
// take the refusal: nothing is wrong, so nobody is told.
window.addEventListener("unhandledrejection", (event) => {
  if (String(event.reason?.message).startsWith("Resize must be passed a displayed plot")) event.preventDefault();
});
