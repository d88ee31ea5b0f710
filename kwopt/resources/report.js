"use strict";
/* What a report does where scripts run: draws its pictures, copies texts. Without it all texts are there. */
(function () {
  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }
  function json(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  /* A4 less the margins of the printed page, in px at 96 to the inch. */
  var PAGE_WIDTH = 690;

  var places = all("[data-figure]");
  places.forEach(function (place) {
    var figure = json(place.getAttribute("data-figure"));
    Plotly.newPlot(place, figure.data, figure.layout, json("figure-config"));
  });
  window.addEventListener("beforeprint", function () {
    places.forEach(function (place) { Plotly.relayout(place, { width: PAGE_WIDTH }); });
  });
  window.addEventListener("afterprint", function () {
    places.forEach(function (place) { Plotly.relayout(place, { width: null, autosize: true }); });
  });

  function copied(button) {
    var label = button.textContent;
    button.textContent = button.getAttribute("data-copied");
    window.setTimeout(function () { button.textContent = label; }, 1500);
  }
  function selectText(place) {
    var range = document.createRange();
    range.selectNodeContents(place);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  function copyAsBefore(button, place) {
    selectText(place);
    if (document.execCommand("copy")) { copied(button); }
  }
  all("[data-copy]").forEach(function (button) {
    var place = document.getElementById(button.getAttribute("data-copy"));
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      if (navigator.clipboard) {
        navigator.clipboard.writeText(place.textContent).then(
          function () { copied(button); },
          function () { copyAsBefore(button, place); }
        );
      } else {
        copyAsBefore(button, place);
      }
    });
  });
})();
