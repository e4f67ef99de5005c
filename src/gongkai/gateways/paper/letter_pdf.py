"""A letter as PDF, laid out as GB/T 9704 asks of official documents."""

from __future__ import annotations

from gongkai.core.letters import Letter
from gongkai.gateways.paper.typesetting import typeset


def letter_pdf(letter: Letter) -> bytes:
    """The letter on A4: the same letter gives the same bytes. NoChineseFont where it cannot be printed."""
    return typeset(_SOURCE, letter.as_json())


# A4, 37 mm above, 28 mm left, 156 × 225 mm of type: 22 lines of 28 characters of 16 points.
_SOURCE = r"""
#let letter = json(bytes(sys.inputs.data))
#let fonts = json(bytes(sys.inputs.fonts))
#let pitch = 225mm / 22
#let char = 156mm / 28
#let gap = pitch - 16pt
#let red = rgb("#c8102e")

#set document(title: letter.title, author: (), date: none)
#set page(
  paper: "a4",
  margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer-descent: 7mm,
  footer: context {
    let number = counter(page).get().first()
    let mark = text(size: 14pt, font: fonts.song, "— " + str(number) + " —")
    if calc.odd(number) { align(right, pad(right: 14pt, mark)) } else { align(left, pad(left: 14pt, mark)) }
  },
)
#set text(
  font: fonts.fang, size: 16pt, tracking: char - 16pt, lang: "zh", region: "cn", cjk-latin-spacing: none,
  top-edge: 0.86em, bottom-edge: -0.14em,
)
#set par(leading: gap, spacing: gap, justify: true, first-line-indent: (amount: 2em, all: true))
#set block(spacing: gap)
#show heading: it => block(above: gap, below: gap, width: 100%, sticky: true, it.body)

#let blank(lines) = block(above: 0pt, below: 0pt, height: lines * pitch)
#let flush(body) = par(first-line-indent: 0pt, body)
#let big(words) = align(center, text(
  font: fonts.title, size: 22pt, weight: "bold", tracking: 0pt, par(first-line-indent: 0pt, justify: false, words),
))

#let cell(words, tall) = {
  set par(first-line-indent: 0pt, justify: false, leading: 5pt, spacing: 5pt)
  if words == "" and tall { v(34pt) } else { words }
}
#let ruled(rows, header) = {
  set text(size: 12pt, tracking: 0pt)
  let width = rows.first().len()
  let columns = if not header and width == 2 { (10.5em, 1fr) } else { (1fr,) * width }
  let cells = rows.enumerate().map(((n, row)) => row.enumerate().map(((m, words)) => {
    let head = (header and n == 0) or (not header and m == 0)
    table.cell(align: if head or header { center + horizon } else { left + horizon },
      if head { text(font: fonts.hei, cell(words, false)) } else { cell(words, not header) })
  })).flatten()
  // A short table with named columns stays whole: its head alone at the foot of a page says nothing.
  block(above: gap, below: gap, width: 100%, breakable: not header or rows.len() > 12,
    table(columns: columns, stroke: 0.6pt, inset: (x: 7pt, y: 5pt), ..cells))
}
#let days(rows) = {
  set text(size: 10.5pt, tracking: 0pt)
  set par(first-line-indent: 0pt, justify: false, leading: 4pt)
  let head(words) = table.cell(align: center, text(font: fonts.hei, words))
  let last = rows.len() - 1
  block(above: gap, width: 100%, table(
    columns: (auto, auto, 1fr), stroke: 0.4pt + luma(120), inset: (x: 7pt, y: 2.1pt),
    table.header(head("日期"), head("第几个工作日"), head("说明")),
    ..rows.enumerate().map(((n, row)) => {
      let ink = if n == last { black } else if row.at(1) == "" { luma(95) } else { black }
      let weight = if n == last { "bold" } else { "regular" }
      let say(words, side) = table.cell(align: side, text(fill: ink, weight: weight, words))
      (say(row.at(0), left), say(row.at(1), center), say(row.at(2), left))
    }).flatten(),
  ))
}
#let put(item, sticky) = {
  if "paragraph" in item { block(sticky: sticky, par(item.paragraph)) }
  if "heading" in item { heading(level: 2, text(font: fonts.hei, par(item.heading))) }
  if "listing" in item {
    for (n, line) in item.listing.enumerate() {
      let last = sticky and n == item.listing.len() - 1
      block(sticky: last, par(if item.listing.len() > 1 { str(n + 1) + "．" + line } else { line }))
    }
  }
  if "table" in item { ruled(item.table, item.header) }
  if "days" in item { days(item.days) }
}

#align(center, text(
  font: fonts.title, weight: "bold", fill: red, tracking: 0pt,
  size: calc.min(32pt, 156mm / calc.max(1, letter.organ.clusters().len())), flush(letter.organ),
))
#blank(2)
#align(center, flush(letter.number))
#block(above: 4mm, below: 0pt, line(length: 100%, stroke: 1.2pt + red))
#blank(2)
#heading(level: 1, big(letter.title))
#blank(1)
#if letter.salutation != "" { flush(letter.salutation) }
// The last words stay with the signature: a page with nothing but a signature proves nothing.
#let main = letter.body + letter.remedies
#for (n, item) in main.enumerate() { put(item, n == main.len() - 1) }
#if letter.annexes.len() > 0 {
  blank(1)
  for (n, annex) in letter.annexes.enumerate() {
    let mark = if letter.annexes.len() > 1 { str(n + 1) + "．" } else { "" }
    block(sticky: true, par((if n == 0 { "附件：" } else { h(3em) }) + mark + annex.title))
  }
}
#block(above: 2 * pitch, breakable: false, width: 100%, context {
  let date = text(letter.date)
  let organ = text(letter.organ)
  let wide = measure(date).width
  let broad = measure(organ).width
  // The date ends four characters from the edge and the organ stands centred over it, as far as there is room.
  let edge = calc.max(0pt, 4em.to-absolute() - calc.max(0pt, (broad - wide) / 2))
  align(right, pad(right: edge, box(width: calc.max(wide, broad), align(center, {
    flush(organ)
    flush(date)
  }))))
})
#for (n, annex) in letter.annexes.enumerate() {
  pagebreak()
  flush(text(font: fonts.hei, if letter.annexes.len() > 1 { "附件" + str(n + 1) } else { "附件" }))
  blank(1)
  heading(level: 1, big(annex.title))
  blank(1)
  set text(size: 14pt, tracking: 0pt)
  set par(leading: 9pt, spacing: 9pt)
  set block(spacing: 9pt)
  for item in annex.blocks { put(item, false) }
}
"""
