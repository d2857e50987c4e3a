// What is wrong with a page for those who cannot see it well: an array of
// texts. The rules are of WCAG 2.2; the numbers of its criteria are beside them.
(() => {
  const faults = [];
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.textContent || e.name || "").trim().slice(0, 40);
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";

  if (!document.documentElement.lang) faults.push("no language (3.1.1)");
  if (!document.title) faults.push("no title (2.4.2)");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1 (1.3.1)");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push("id twice: " + id));

  // 4.1.2, 3.3.2: what can be used has a name
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")) {
    const named = e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && [...e.labels].some((l) => l.textContent.trim()));
    const labelled = ["INPUT", "SELECT", "TEXTAREA"].includes(e.tagName) ? e.getAttribute("aria-label") || (e.labels && e.labels.length > 0) : named;
    if (!named || !labelled) faults.push("without a name: " + name(e));
  }
  for (const e of document.querySelectorAll("img:not([alt])")) faults.push("picture without alt (1.1.1): " + name(e));

  // 1.4.10: nothing but tables and pictures is scrolled sideways
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide (1.4.10)`);

  // 1.4.3: contrast of text, 4.5, or 3 where it is large
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = numbers(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  for (const e of document.querySelectorAll("body *")) {
    const text = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
    if (!text || !seen(e) || e.closest("svg, .unseen, .skip")) continue;
    const style = getComputedStyle(e);
    const [a, b] = [luminance(numbers(style.color)), luminance(ground(e))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) faults.push(`contrast ${contrast.toFixed(1)}: ${name(e)}`);
  }
  return faults;
})()
