// Renews what changes in the page, once a second while work is under way. Without this script the
// page works too, and is reloaded by hand. What it inserts was escaped by the servlet; scripts in it
// would not run, since the browser runs none that are parsed from a text.
(function () {
  'use strict';

  const INTERVAL_MS = 1000;
  const RETRY_MS = 5000;
  let live = document.getElementById('berth-live');
  if (!live) {
    return;
  }
  let seen = texts(live);

  function parts(element) {
    return Array.from(element.querySelectorAll('[data-part]'));
  }

  function texts(element) {
    return new Map(parts(element).map((part) => [part.dataset.part, part.outerHTML]));
  }

  // A part that is as before stays the same node: a ticked box stays ticked, a text typed.
  function renew(html) {
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById('berth-live');
    if (!next) {
      throw new Error('no part of the page');
    }
    const texted = texts(next);
    const kept = new Map(parts(live).map((part) => [part.dataset.part, part]));
    const focused = document.activeElement;
    for (const part of parts(next)) {
      const name = part.dataset.part;
      if (kept.has(name) && seen.get(name) === texted.get(name)) {
        part.replaceWith(kept.get(name));
      }
    }
    live.replaceWith(next);
    live = next;
    seen = texted;
    if (live.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  async function poll() {
    if (document.hidden) {
      return;
    }
    try {
      const answer = await fetch(new URL(live.dataset.source, location.origin), {
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
      });
      if (!answer.ok) {
        throw new Error('status ' + answer.status);
      }
      renew(await answer.text());
      live.classList.remove('berth-stale');
      schedule(INTERVAL_MS);
    } catch (e) {
      live.classList.add('berth-stale');
      schedule(RETRY_MS);
    }
  }

  let timer = 0;
  function schedule(delay) {
    clearTimeout(timer);
    if (live.dataset.busy === 'true') {
      timer = setTimeout(poll, delay);
    }
  }

  document.addEventListener('visibilitychange', () => schedule(0));
  schedule(INTERVAL_MS);
})();
