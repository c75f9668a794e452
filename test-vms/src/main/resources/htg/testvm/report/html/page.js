'use strict';
(function () {
  var root = document.documentElement;
  root.classList.add('js');

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  function show(state) {
    each('[data-show]', function (button) {
      button.setAttribute('aria-pressed', String(button.dataset.show === state));
    });
    each('.cell', function (cell) {
      cell.hidden = state !== 'all' ? cell.dataset.state !== state : false;
    });
  }

  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.hidden) { show('all'); }
      if (node.tagName === 'DETAILS') { node.open = true; }
    }
    target.scrollIntoView();
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(button) {
    var source = document.getElementById(button.dataset.copy);
    function done() {
      button.textContent = 'Copied';
      setTimeout(function () { button.textContent = 'Copy'; }, 1500);
    }
    function byHand() {
      select(source);
      if (document.execCommand('copy')) { done(); }
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(source.textContent).then(done, byHand);
    } else {
      byHand();
    }
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    if (button.dataset.show) { show(button.dataset.show); }
    if (button.dataset.copy) { copy(button); }
    if (button.dataset.fold) {
      each('.cell', function (cell) { cell.open = button.dataset.fold === 'open'; });
    }
  });
  window.addEventListener('hashchange', reveal);
  window.addEventListener('beforeprint', function () {
    each('.cell', function (cell) { cell.open = true; });
  });
  reveal();
})();
