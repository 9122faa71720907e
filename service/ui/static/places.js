// Where words stand in the article, in code points, as the results have it.
(() => {
  "use strict";

  // The text of a paragraph as the article has it: a shown-by-number character is one, an inserted wording none.
  const pieces = (paragraph) => {
    const found = [];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) found.push({ node, length: node.data.length });
      else if (node.matches(".ww-odd")) found.push({ node, length: 1 });
      else if (!node.matches(".ww-ins")) node.childNodes.forEach(walk);
    };
    paragraph.childNodes.forEach(walk);
    return found;
  };

  const textOf = ({ node }) => (node.nodeType === Node.TEXT_NODE ? node.data : "\u{fffc}");

  // The code point of the article at which the n-th character of a paragraph stands; HTML drops a CR before an LF.
  function counted(characters, start, n) {
    let at = start;
    for (let left = n; left > 0; left -= 1, at += 1) if (characters[at] === "\r" && characters[at + 1] === "\n") at += 1;
    return at;
  }

  function offsetOf(characters, paragraph, container, offset) {
    const point = document.createRange();
    point.setStart(paragraph, 0);
    point.setEnd(container, offset);
    let before = "";
    for (const piece of pieces(paragraph)) {
      if (piece.node === container) {
        before += piece.node.data.slice(0, offset);
        break;
      }
      const whole = document.createRange();
      whole.selectNode(piece.node);
      if (whole.compareBoundaryPoints(Range.END_TO_END, point) > 0) break;
      before += textOf(piece);
    }
    return counted(characters, +paragraph.dataset.start, [...before].length);
  }

  const spanOf = (characters, start, end) => ({ start, end, text: characters.slice(start, end).join("") });

  Whosewords.places = {
    // The span of what is selected in the article; null without a selection inside one paragraph of it.
    selected(root, analysis) {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      const near = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".ww-article [data-start]");
      const first = near(range.startContainer);
      const last = near(range.endContainer);
      if (!first || first !== last || !root.contains(first)) return null;
      const characters = [...analysis.article.text];
      let start = offsetOf(characters, first, range.startContainer, range.startOffset);
      let end = offsetOf(characters, first, range.endContainer, range.endOffset);
      while (start < end && /\s/.test(characters[start])) start += 1;
      while (end > start && /\s/.test(characters[end - 1])) end -= 1;
      return start < end ? spanOf(characters, start, end) : null;
    },

    // The span of words that are typed; null when the article doesn't hold them.
    typed(analysis, words) {
      const wanted = words.trim();
      const at = wanted ? analysis.article.text.indexOf(wanted) : -1;
      if (at < 0) return null;
      const start = [...analysis.article.text.slice(0, at)].length;
      return { start, end: start + [...wanted].length, text: wanted };
    },

    // The ranges of the page that show a span.
    ranges(root, analysis, span) {
      const characters = [...analysis.article.text];
      const paragraphs = [...root.querySelectorAll(".ww-article [data-start]")];
      const index = paragraphs.findLastIndex((paragraph) => +paragraph.dataset.start <= span.start);
      if (index < 0) return [];
      const paragraph = paragraphs[index];
      const point = (wanted) => {
        let at = +paragraph.dataset.start;
        for (const { node, length } of pieces(paragraph)) {
          if (node.nodeType !== Node.TEXT_NODE) {
            if (at >= wanted) return [node.parentNode, [...node.parentNode.childNodes].indexOf(node)];
            at += length;
            continue;
          }
          let unit = 0;
          for (const character of node.data) {
            if (at >= wanted) return [node, unit];
            at = counted(characters, at, 1);
            unit += character.length;
          }
          if (at >= wanted) return [node, unit];
        }
        return null;
      };
      const [from, to] = [point(span.start), point(span.end)];
      if (!from || !to) return [];
      const range = document.createRange();
      range.setStart(...from);
      range.setEnd(...to);
      return [range];
    },
  };
})();
