'use strict';
(function () {
  const root = document.documentElement;
  const main = document.querySelector('main');
  const slides = Array.from(main.children);
  const bar = document.getElementById('bar');
  const where = document.getElementById('where');
  const contents = document.getElementById('contents');
  const links = Array.from(contents.querySelectorAll('a'));
  let at = 0;
  let step = 0;

  function show(slide, reveals) {
    at = slide;
    step = reveals;
    slides.forEach((s, i) => s.classList.toggle('on', i === at));
    slides[at].querySelectorAll('[data-step]').forEach((part) => part.classList.toggle('later', Number(part.dataset.step) > step));
    where.textContent = at + 1 + ' / ' + slides.length;
  }

  function steps(slide) { return Number(slides[slide].dataset.steps); }

  function go(slide, reveals) {
    if (!slides[slide]) return;
    show(slide, reveals);
    location.replace('#' + (at + 1));
    scrollTo(0, 0);
    slides[at].focus({ preventScroll: true });
  }

  function next() { if (steps(at) > step) show(at, step + 1); else go(at + 1, 0); }

  function back() {
    if (step > 0) show(at, step - 1);
    else if (at > 0) go(at - 1, steps(at - 1));
  }

  function overview(open) {
    contents.hidden = !open;
    main.inert = open;
    links.forEach((link, i) => { if (i === at) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current'); });
    (open ? links[at] : slides[at]).focus({ preventScroll: !open });
  }

  function named() {
    const slide = parseInt(location.hash.slice(1), 10) - 1;
    return slides[slide] ? slide : 0;
  }

  const keys = {
    arrowright: next, pagedown: next, arrowleft: back, pageup: back,
    home: () => go(0, 0), end: () => go(slides.length - 1, 0), o: () => overview(true), b: () => root.classList.toggle('blank')
  };

  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const key = e.key.toLowerCase();
    if (!contents.hidden) {
      if (key === 'escape' || key === 'o') overview(false);
      return;
    }
    if (key === ' ' ? e.target.closest('a, button') : false) return;
    const does = key === ' ' ? (e.shiftKey ? back : next) : keys[key];
    if (!does) return;
    e.preventDefault();
    does();
  });

  document.addEventListener('click', (e) => {
    if (e.target.closest('a, button, nav') || String(getSelection())) return;
    const x = e.clientX / innerWidth;
    if (x > 0.85) next();
    else if (0.15 > x) back();
  });

  document.getElementById('next').addEventListener('click', next);
  document.getElementById('back').addEventListener('click', back);
  where.addEventListener('click', () => overview(contents.hidden));
  links.forEach((link, i) => link.addEventListener('click', (e) => { e.preventDefault(); show(i, 0); overview(false); go(i, 0); }));
  addEventListener('hashchange', () => { if (named() !== at) show(named(), 0); });

  root.className = 'deck';
  contents.hidden = true;
  bar.hidden = false;
  show(named(), 0);
})();
