import { BOTTOM, BRAND, drawRule, EDGE, INK, MUTED, WIDTH, type Doc, type Structure } from './paper.ts';

interface Look {
  font: 'normal' | 'strong';
  size: number;
  colour: string;
  /** Points above and below it. */
  above?: number;
  below?: number;
  /** Points from the edge. */
  indent?: number;
  /** Points that there must be for it on this page: a heading doesn't stay behind alone. */
  room?: number;
}
const TEXT: Look = { font: 'normal', size: 10.5, colour: INK };

/** Text from top to bottom, on as many pages as it takes; each line named for what it is, for who has it read out. */
export class RunningText {
  readonly #doc: Doc;
  readonly #root: Structure;

  constructor(doc: Doc, root: Structure) {
    this.#doc = doc;
    this.#root = root;
    doc.y = EDGE;
  }

  title(text: string): void {
    this.#put('H1', text, { font: 'strong', size: 22, colour: BRAND, below: 4 });
  }

  subtitle(text: string): void {
    this.#put('P', text, { ...TEXT, size: 13, below: 12 });
  }

  heading(text: string): void {
    this.#put('H2', text, { font: 'strong', size: 13, colour: BRAND, above: 12, below: 4, room: 60 });
  }

  subheading(text: string): void {
    this.#put('H3', text, { ...TEXT, font: 'strong', above: 6, below: 3, room: 40 });
  }

  line(text: string): void {
    this.#put('P', text, { ...TEXT, below: 4 });
  }

  item(text: string): void {
    this.#put('P', `•  ${text}`, { ...TEXT, below: 3, indent: 10 });
  }

  /** A text as it was written, line by line. */
  verbatim(text: string): void {
    for (const line of text.split('\n')) this.#put('P', line === '' ? ' ' : line, TEXT);
  }

  /** A line to write on. */
  field(label: string): void {
    this.#put('P', label, { ...TEXT, size: 9, colour: MUTED, above: 14, below: 12, room: 40 });
    drawRule(this.#doc, this.#doc.y, 0.5);
  }

  newPage(): void {
    this.#doc.addPage();
    this.#doc.y = EDGE;
  }

  #put(kind: string, text: string, { font, size, colour, above = 0, below = 0, indent = 0, room = 0 }: Look): void {
    const doc = this.#doc;
    const width = WIDTH - indent;
    doc.font(font).fontSize(size);
    if (doc.y + above + Math.max(doc.heightOfString(text, { width }), room) > BOTTOM) this.newPage();
    else doc.y += above;
    const top = doc.y;
    this.#root.add(
      doc.struct(kind, {}, () => {
        doc
          .font(font)
          .fontSize(size)
          .fillColor(colour)
          .text(text, EDGE + indent, top, { width, lineGap: 2 });
      }),
    );
    doc.y += below;
  }
}
