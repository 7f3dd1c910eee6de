import type { Page } from "./browsers/page.ts";

/**
 * How much of an element people see on its ground: the share of its pixels that are not the colour of
 * the canvas.
 */
export async function inkOf(page: Page, selector: string): Promise<number> {
  const picture = `data:image/png;base64,${await page.shot(selector)}`;
  return page.evaluate<number>(`(async () => {
    const probe = document.createElement("i");
    probe.style.cssText = "forced-color-adjust: none; color: Canvas";
    document.body.append(probe);
    const canvas = getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number);
    probe.remove();
    const image = new Image();
    image.src = ${JSON.stringify(picture)};
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let inked = 0;
    for (let at = 0; at < data.length; at += 4) {
      const distance = [0, 1, 2].map((part) => Math.abs(data[at + part] - canvas[part]));
      if (Math.max(...distance) > 48) inked += 1;
    }
    return inked / (data.length / 4);
  })()`);
}
