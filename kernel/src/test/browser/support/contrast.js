// What a person's eye gets: the contrast of text, measured on the pixels of a screenshot.

/** WCAG 2.2: text needs 4.5 (1.4.3), a sign without letters and digits, such as an arrow, 3 (1.4.11). */
const enough = text => (/[\p{L}\p{N}]/u.test(text) ? 4.5 : 3);

/**
 * The texts below a selector whose contrast is too small, worst first. Of each text the most frequent colour is the ground,
 * and the one that stands out most from it is the writing; what is scrolled away or covered is left out.
 */
export async function tooFaint(page, selector) {
  const texts = await page.evaluate(wanted => {
    const found = [];
    // Text that is cut by the edge of what scrolls is half covered.
    const isCut = (node, box) => {
      for (let around = node.parentElement; around; around = around.parentElement) {
        const edge = around.getBoundingClientRect();
        const clips = around !== document.body && around !== document.documentElement && getComputedStyle(around).overflow !== 'visible';
        if (clips && (box.top < edge.top || box.bottom > edge.bottom || box.left < edge.left || box.right > edge.right)) {
          return true;
        }
      }
      return box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth;
    };
    for (const root of document.querySelectorAll(wanted)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getClientRects()[0];
        const visible = node.parentElement.checkVisibility() && box && box.width > 3 && box.height > 3 && !isCut(node, box);
        const shown = visible && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (node.data.trim() && shown && (shown.contains(node) || node.parentElement.contains(shown)) && !node.parentElement.closest(':disabled')) {
          found.push({ text: node.data.trim().slice(0, 40), x: box.left, y: box.top, width: box.width, height: box.height });
        }
      }
    }
    return found;
  }, selector);
  const picture = (await page.screenshot()).toString('base64');
  const measured = await page.evaluate(async ([data, boxes]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const scale = image.width / innerWidth;
    const linear = v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = colour => 0.2126 * linear(colour >> 16) + 0.7152 * linear((colour >> 8) & 255) + 0.0722 * linear(colour & 255);
    return boxes.map(({ text, x, y, width, height }) => {
      const pixels = context.getImageData(x * scale, y * scale, Math.max(1, width * scale), Math.max(1, height * scale)).data;
      const counts = new Map();
      for (let i = 0; i < pixels.length; i += 4) {
        const colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      const ground = luminance([...counts].sort((a, b) => b[1] - a[1])[0][0]);
      let best = 1;
      for (const colour of counts.keys()) {
        const other = luminance(colour);
        best = Math.max(best, (Math.max(ground, other) + 0.05) / (Math.min(ground, other) + 0.05));
      }
      return { text, contrast: Math.round(best * 100) / 100 };
    });
  }, [picture, texts]);
  return { measured: measured.length, faint: measured.filter(({ text, contrast }) => contrast < enough(text)).sort((a, b) => a.contrast - b.contrast) };
}
